"""The conformance kit as a test."""

load(":program.bzl", "runfile", "shell_quoted")

_SCRIPT = """#!/bin/sh
# Checks {worker}; arguments are further ones for the kit.
exec "$TEST_SRCDIR"/{kit} check "$TEST_SRCDIR"/{config} --junit "$XML_OUTPUT_FILE" \\
  {arguments} "$@" -- "$TEST_SRCDIR"/{program}
"""

def _worker_conformance_test_impl(ctx):
    arguments = []
    if ctx.attr.leak_requests:
        arguments.append("--leak-requests=%d" % ctx.attr.leak_requests)
    if ctx.attr.patience:
        arguments.append("--patience=%d" % ctx.attr.patience)
    if ctx.attr.only:
        arguments.append("--only=" + ",".join(ctx.attr.only))
    test = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        test,
        _SCRIPT.format(
            arguments = " ".join([shell_quoted(argument) for argument in arguments]),
            config = shell_quoted(runfile(ctx, ctx.file.config)),
            kit = shell_quoted(runfile(ctx, ctx.executable._kit)),
            program = shell_quoted(runfile(ctx, ctx.executable.worker)),
            worker = ctx.attr.worker.label,
        ),
        is_executable = True,
    )
    runfiles = ctx.runfiles(files = [ctx.file.config, ctx.executable._kit, ctx.executable.worker] + ctx.files.data)
    runfiles = runfiles.merge_all(
        [target[DefaultInfo].default_runfiles for target in [ctx.attr._kit, ctx.attr.worker] + ctx.attr.data],
    )
    return [DefaultInfo(executable = test, runfiles = runfiles)]

worker_conformance_test = rule(
    doc = "Does to a worker, in any language, what real clients do, and fails if it does not keep to the protocol.",
    implementation = _worker_conformance_test_impl,
    attrs = {
        "worker": attr.label(
            doc = "The program, as actions use it.",
            # The same one that actions use.
            cfg = "exec",
            allow_files = True,
            executable = True,
            mandatory = True,
        ),
        "config": attr.label(
            doc = "The worker's file: what it supports, and what it can be asked. Its `command` is not used here.",
            allow_single_file = [".json"],
            mandatory = True,
        ),
        "data": attr.label_list(
            doc = "Files that the worker needs.",
            allow_files = True,
        ),
        "only": attr.string_list(
            doc = "The names of the checks to run; all if there are none.",
        ),
        "leak_requests": attr.int(
            doc = "How many requests look for a memory leak, at least 100; by default 10,000, as in the kit.",
        ),
        "patience": attr.int(
            doc = "How many seconds an answer, or the end of the worker, may take; by default 10, as in the kit.",
        ),
        "_kit": attr.label(
            cfg = "exec",
            default = "//bazel/conformance:perdure",
            executable = True,
        ),
    },
    test = True,
)
