"""A rule with a worker."""

load("@perdure//bazel:defs.bzl", "PerdureWorkerInfo", "perdure_worker_run")

def _copied_impl(ctx):
    out = ctx.actions.declare_file(ctx.label.name + ".txt")
    args = ctx.actions.args()
    args.add(out)
    args.add(ctx.file.src)
    perdure_worker_run(
        ctx,
        worker = ctx.attr.worker,
        mnemonic = "Copy",
        arguments = args,
        inputs = [ctx.file.src],
        outputs = [out],
        progress_message = "Copying to %{output}",
    )
    return [DefaultInfo(files = depset([out]))]

copied = rule(
    implementation = _copied_impl,
    attrs = {
        "src": attr.label(
            allow_single_file = True,
            mandatory = True,
        ),
        "worker": attr.label(
            cfg = "exec",
            mandatory = True,
            providers = [PerdureWorkerInfo],
        ),
    },
)
