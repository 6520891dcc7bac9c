#!/bin/sh
# Starts %{label}. It needs no PATH, no locale and no HOME: a build tool often sets none.

# In the C locale a JVM can't open files whose names are not ASCII.
case ${LC_ALL-} in
  C | POSIX) unset LC_ALL ;;
esac
export LC_CTYPE=C.UTF-8

# Tools look there for their own tools: without it gcc finds no assembler.
export PATH="${PATH:-/usr/local/bin:/usr/bin:/bin}"

# The folder of all that this needs is beside this script, or around it, or that of the program that starts it.
if [ -d "$0.runfiles" ]; then
  files=$0.runfiles
else
  case $0 in
    *.runfiles/*) files=${0%.runfiles/*}.runfiles ;;
    *) files=${RUNFILES_DIR:?"the folder $0.runfiles is missing"} ;;
  esac
fi
export RUNFILES_DIR="$files"

set -- -jar "$files"/%{jar} "$@"
%{archive}
exec %{java} \
%{flags}  "$@"
