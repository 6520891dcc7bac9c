#!/bin/sh
# archive.sh WORKER REQUEST [EXIT-CODE]: lets the worker answer one request, and writes an archive of the classes that
# this needed to WORKER.jsa. The launch script WORKER uses the archive if it fits the JVM and the jar.
# The file REQUEST has a request as a client sends it, in JSON or proto. Choose the protocol that your
# client will speak, because each needs some classes of its own. The answer must have the exit code
# EXIT-CODE, by default 0, within ARCHIVE_SECONDS, by default 120.
set -e
worker=$1
request=$2
expected=${3:-0}

fail() {
  rm -f "$worker.jsa"
  echo "archive.sh: $1" >&2
  exit 1
}
[ -f "$worker.jar" ] || fail "there is no $worker.jar"
[ -s "$request" ] || fail "there is no request in $request"
rm -f "$worker.jsa"

pipes=$(mktemp -d)
trap 'rm -rf "$pipes"' EXIT
mkfifo "$pipes/requests" "$pipes/answers"
# Started by its launch script, with all flags that it will have; the JVM reads one more from here.
JAVA_TOOL_OPTIONS="-Dperdure.archiving=true \"-XX:ArchiveClassesAtExit=$worker.jsa\"" \
  timeout "${ARCHIVE_SECONDS:-120}" "$worker" --persistent_worker \
  <"$pipes/requests" >"$pipes/answers" 2>"$pipes/log" &
exec 3>"$pipes/requests" 4<"$pipes/answers"
# A worker that has ended can't read; its exit code says why.
cat "$request" 2>/dev/null >&3 || :
# The first byte of the answer: the work is done, and the worker may end. The rest is on its way.
head -c 1 <&4 >"$pipes/answer"
exec 3>&-
cat <&4 >>"$pipes/answer"
status=0
wait $! || status=$?
if [ "$status" != 0 ]; then
  cat "$pipes/log" >&2
  [ "$status" != 124 ] || fail "the worker did not answer and end in time: is $request a whole request?"
  fail "the worker ended with exit code $status"
fi
[ -s "$pipes/answer" ] || fail "the worker did not answer $request"

# The exit code; none is 0. In proto it comes first after the length, as field 1.
if [ "$(head -c 1 "$pipes/answer")" = "{" ]; then
  code=$(sed -n 's/.*"exitCode": *\(-\{0,1\}[0-9][0-9]*\).*/\1/p' "$pipes/answer" | head -n 1)
else
  # shellcheck disable=SC2046 # One word per byte.
  set -- $(od -An -v -tu1 -N 12 "$pipes/answer")
  while [ "${1-0}" -ge 128 ]; do shift; done
  [ "${2-}" != 8 ] || code=$3
fi
if [ "${code:-0}" != "$expected" ]; then
  cat "$pipes/answer" >&2
  fail "the request failed with exit code ${code:-0} instead of $expected: $request"
fi
[ -f "$worker.jsa" ] || fail "the JVM wrote no archive"
