# One image for the workers, the migrations and the command line. Built from the repository's root: `docker build .`
FROM python:3.11.14-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/app \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

# Every legal day is a day in Asia/Shanghai, and Python takes its zones from the system. Unpinned: a new zone table is wanted.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && python -c "from zoneinfo import ZoneInfo; ZoneInfo('Asia/Shanghai')"

# Before the code, so that a change of code does not install everything anew.
WORKDIR /app
COPY requirements.lock ./
RUN pip install --require-hashes --only-binary :all: -r requirements.lock

# Not installed but found by PYTHONPATH: building a wheel would need the development lock.
COPY domain ./domain
COPY workflows ./workflows
COPY activities ./activities
COPY workers ./workers
COPY starter ./starter
COPY --chmod=755 deploy/ncti /usr/local/bin/ncti

# A number, so that an orchestrator can see that it is not root. The code belongs to root and cannot be changed from within.
USER 10001:10001

CMD ["python", "-m", "workers"]
