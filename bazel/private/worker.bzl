"""Workers in any language."""

load(":info.bzl", "CAPABILITIES", "PerdureWorkerInfo", "worker_info")

def _perdure_worker_impl(ctx):
    # An executable rule must make its own executable.
    launcher = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(output = launcher, target_file = ctx.executable.program, is_executable = True)
    runfiles = ctx.runfiles(files = [ctx.executable.program] + ctx.files.data)
    runfiles = runfiles.merge_all(
        [target[DefaultInfo].default_runfiles for target in [ctx.attr.program] + ctx.attr.data],
    )
    return [
        DefaultInfo(executable = launcher, files = depset([launcher]), runfiles = runfiles),
        worker_info(ctx.attr),
    ]

perdure_worker = rule(
    doc = "A program in any language that is a worker.",
    implementation = _perdure_worker_impl,
    attrs = CAPABILITIES | {
        "program": attr.label(
            doc = "What starts it: a script, a program, or a target such as a `py_binary`.",
            allow_files = True,
            cfg = "target",
            executable = True,
            mandatory = True,
        ),
        "data": attr.label_list(
            doc = "All files that it needs. What is not named here is missing in a sandbox, and its change restarts no worker.",
            allow_files = True,
        ),
    },
    executable = True,
    provides = [PerdureWorkerInfo],
)
