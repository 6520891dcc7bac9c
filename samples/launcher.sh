#!/bin/sh
# Starts the worker whose jar lies beside this script and has its name, in the environment that a
# build client leaves: often no PATH and no locale. README.md says why each flag is here.

# In the C locale a JVM can't open files whose names are not ASCII.
case ${LC_ALL-} in
  C | POSIX) unset LC_ALL ;;
esac
export LC_CTYPE=C.UTF-8

# Tools look for their own tools there: without it gcc, and so ghc, finds no compiler.
export PATH="${PATH:-/usr/local/bin:/usr/bin:/bin}"

if [ -n "${JAVA_HOME-}" ]; then
  java=$JAVA_HOME/bin/java
else
  java=$(command -v java) || {
    echo "$0: no java: set JAVA_HOME, or put java on the PATH" >&2
    exit 127
  }
  java=$(readlink -f "$java")
fi

set -- -jar "$0.jar" "$@"
# Classes that are ready to be mapped, made by the same JDK (archive.sh).
if [ -f "$0.jsa" ]; then
  set -- "-XX:SharedArchiveFile=$0.jsa" "$@"
fi
# What this worker has to say to its JVM, which comes after all below and so overrides it.
if [ -f "$0.options" ]; then
  set -- "@$0.options" "$@"
fi

# A heap that stays small and gives back. Most collectors can't map the objects that JDK 17's own archive
# holds, and start a third slower there, so its default stays; it shall grow by what it needs, not by
# doubling. And reflection as it was on JDK 17: the newer kind, by method handles, takes long for its
# first call.
version=17
if [ -r "${java%/bin/java}/release" ]; then
  while IFS='="' read -r key _ value _; do
    [ "$key" != JAVA_VERSION ] || version=${value%%.*}
  done <"${java%/bin/java}/release"
fi
if [ "$version" -gt 17 ]; then
  set -- -XX:+UseParallelGC -XX:GCTimeRatio=9 -Djdk.reflect.useNativeAccessorOnly=true "$@"
else
  set -- -XX:G1HeapRegionSize=1m -XX:+UnlockExperimentalVMOptions \
    -XX:G1ExpandByPercentOfAvailable=0 "$@"
fi

# What the JVM itself has to say belongs to the log, not to the client.
exec "$java" -XX:InitialHeapSize=32m -XX:MinHeapSize=8m \
  -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=5 \
  -Xlog:disable -Xlog:all=error:stderr "$@"
