"""Patience, by name: how long a step may take, and how often it is tried again."""

from datetime import timedelta
from typing import TypedDict

from temporalio.common import RetryPolicy


class Patience(TypedDict):
    """How an activity is awaited."""

    start_to_close_timeout: timedelta
    retry_policy: RetryPolicy


ONE_QUICK_TRY: Patience = {
    "start_to_close_timeout": timedelta(seconds=2),
    "retry_policy": RetryPolicy(maximum_attempts=1),
}
AS_LONG_AS_IT_TAKES: Patience = {
    "start_to_close_timeout": timedelta(seconds=30),
    "retry_policy": RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=60)),
}
A_FEW_TRIES: Patience = {
    "start_to_close_timeout": timedelta(seconds=15),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=10), maximum_attempts=6
    ),
}
