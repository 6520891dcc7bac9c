#!/bin/sh
# Starts the worker whose jar is beside this script and has the same name. A build tool often sets
# neither a PATH nor a locale, so this script does. README.md explains each flag.

# In the C locale a JVM can't open files whose names are not ASCII.
case ${LC_ALL-} in
  C | POSIX) unset LC_ALL ;;
esac
export LC_CTYPE=C.UTF-8

# Tools look there for their own tools: without it gcc, and so ghc, finds no compiler.
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
version=17
if [ -r "${java%/bin/java}/release" ]; then
  while IFS='="' read -r key _ value _; do
    [ "$key" != JAVA_VERSION ] || version=${value%%.*}
  done <"${java%/bin/java}/release"
fi
# What perdure-maven-plugin or archive.sh has made, with the same JDK: older ones know no AOT cache.
if [ -f "$0.aot" ] && [ "$version" -ge 25 ]; then
  set -- "-XX:AOTCache=$0.aot" "$@"
elif [ -f "$0.jsa" ]; then
  set -- "-XX:SharedArchiveFile=$0.jsa" "$@"
fi
# This worker's own JVM flags. They come after all flags below, so they win.
if [ -f "$0.options" ]; then
  set -- "@$0.options" "$@"
fi

# Keep the heap small. On JDK 17 most collectors can't map the objects in the JDK's own archive, and
# start a third slower, so G1 stays; it must grow by what it needs, not double. On newer JDKs, use
# reflection as on JDK 17: the first call of the newer kind, with method handles, takes long.
if [ "$version" -gt 17 ]; then
  set -- -XX:+UseParallelGC -XX:GCTimeRatio=9 -Djdk.reflect.useNativeAccessorOnly=true "$@"
else
  set -- -XX:G1HeapRegionSize=1m -XX:+UnlockExperimentalVMOptions \
    -XX:G1ExpandByPercentOfAvailable=0 "$@"
fi

# The JVM's own messages go to the log, not to the client.
exec "$java" -XX:InitialHeapSize=32m -XX:MinHeapSize=8m \
  -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=5 \
  -Xlog:disable -Xlog:all=error:stderr "$@"
