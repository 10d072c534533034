#!/bin/sh
# Makes the namespace, its retention and its search attributes. Repeating it is harmless.
# The command `temporal` reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
set -eu

: "${TEMPORAL_ADDRESS:?set TEMPORAL_ADDRESS to the host and port of the Temporal frontend}"
: "${TEMPORAL_NAMESPACE:?set TEMPORAL_NAMESPACE to the namespace of the centres}"

# A life is many runs over more than ten years; the default deletes a closed run after three days.
RETENTION=4000d
ATTEMPTS="${NCTI_SETUP_ATTEMPTS:-60}"

patiently() {
    attempt=1
    until "$@"; do
        if [ "$attempt" -ge "$ATTEMPTS" ]; then
            echo "Gave up after $attempt attempts: $*" >&2
            exit 1
        fi
        attempt=$((attempt + 1))
        sleep 2
    done
}

ensure_namespace() {
    temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
        temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
}

# attributes TYPE NAME...: another type of the same name is an error.
attributes() {
    kind="$1"
    shift
    for name in "$@"; do
        patiently temporal operator search-attribute create --name "$name" --type "$kind"
    done
}

patiently temporal operator cluster health
patiently ensure_namespace
patiently temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"

# The same as workers/search_attributes.py; a test compares them.
attributes Keyword CentreCode CentreName CentreKind SupervisingDepartment LifecycleState Grade
attributes KeywordList WaitingFor OpenMatters OverdueItems
attributes Bool InSequence Overdue
attributes Datetime NextDeadline CycleEnd
attributes Int CycleNo OverdueReports
