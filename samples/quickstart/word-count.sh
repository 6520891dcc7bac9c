#!/bin/sh
# Starts the jar. Bazel gives a worker no locale and perhaps no PATH.
export LC_CTYPE=C.UTF-8
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -jar "${0%/*}/target/word-count.jar" "$@"
