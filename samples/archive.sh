#!/bin/sh
# archive.sh WORKER REQUEST: lets the worker answer one request, and writes an archive of the classes that
# this needed to WORKER.jsa. The launch script uses the archive if it fits the JVM and the jar.
# The file REQUEST has a request as a client sends it, in JSON or proto. Choose the protocol that your
# client will speak, because each needs some classes of its own.
set -e
worker=$1
request=$2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

pipes=$(mktemp -d)
trap 'rm -rf "$pipes"' EXIT
mkfifo "$pipes/requests" "$pipes/answers"
"$java" -XX:ArchiveClassesAtExit="$worker.jsa" -Xlog:disable -jar "$worker.jar" --persistent_worker \
  <"$pipes/requests" >"$pipes/answers" &
exec 3>"$pipes/requests" 4<"$pipes/answers"
cat "$request" >&3
# The first byte of the answer: the work is done, and the worker may end.
head -c 1 <&4 >/dev/null
exec 3>&-
wait
