#!/bin/sh
# Starts the worker whose jar lies beside this script and has its name, in the environment that a
# build client leaves: often no PATH and no locale.

jar=$0.jar

# In the C locale a JVM can't open files whose names are not ASCII.
case ${LC_ALL-} in
  C | POSIX) unset LC_ALL ;;
esac
export LC_CTYPE=C.UTF-8

if [ -n "${JAVA_HOME-}" ]; then
  java=$JAVA_HOME/bin/java
else
  PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
  java=$(command -v java) || {
    echo "$0: no java: set JAVA_HOME, or put java on the PATH" >&2
    exit 127
  }
fi

set -- -jar "$jar" "$@"
# Classes that are ready to be mapped, made by the same JDK (archive.sh).
if [ -f "$0.jsa" ]; then
  set -- "-XX:SharedArchiveFile=$0.jsa" "$@"
fi

# Only the first compiler: the second takes about a fifth of the CPU of a worker's start. A tool that
# computes for minutes does better without this flag.
# What the JVM itself has to say belongs to the log, not to the client.
exec "$java" -XX:TieredStopAtLevel=1 -Xlog:disable -Xlog:all=error:stderr "$@"
