load("@perdure//bazel:defs.bzl", "perdure_worker_run")

def _word_count_impl(ctx):
    report = ctx.actions.declare_file(ctx.label.name + ".txt")
    args = ctx.actions.args().add(report).add(ctx.file.src)
    perdure_worker_run(
        ctx,
        worker = ctx.attr._worker,
        mnemonic = "WordCount",
        arguments = args,
        inputs = [ctx.file.src],
        outputs = [report],
    )
    return [DefaultInfo(files = depset([report]))]

word_count = rule(
    implementation = _word_count_impl,
    attrs = {
        "src": attr.label(allow_single_file = True, mandatory = True),
        "_worker": attr.label(default = ":word_count_worker", cfg = "exec"),
    },
)
