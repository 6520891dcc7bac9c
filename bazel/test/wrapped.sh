#!/bin/sh
# A worker that is no target of Java, as far as Bazel knows.
exec "$0.runfiles/_main/plain" "$@"
