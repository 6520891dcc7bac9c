"""Counts the words of texts with a persistent worker."""

def _word_count_impl(ctx):
    report = ctx.actions.declare_file(ctx.label.name + ".txt")
    args = ctx.actions.args()
    args.add(report)
    args.add_all(ctx.files.srcs)

    # The flagfile is sent with each request; all other arguments start the worker.
    args.use_param_file("@%s", use_always = True)
    args.set_param_file_format("multiline")
    ctx.actions.run(
        executable = ctx.executable._tool,
        tools = [ctx.file._jar],
        arguments = [args],
        inputs = ctx.files.srcs,
        outputs = [report],
        mnemonic = "WordCount",
        execution_requirements = {
            "supports-workers": "1",
            "supports-multiplex-workers": "1",
            "requires-worker-protocol": "json",
        },
    )
    return [DefaultInfo(files = depset([report]))]

word_count = rule(
    implementation = _word_count_impl,
    attrs = {
        "srcs": attr.label_list(allow_files = True),
        "_tool": attr.label(default = "//:word-count.sh", allow_single_file = True, executable = True, cfg = "exec"),
        "_jar": attr.label(default = "//:target/word-count.jar", allow_single_file = True, cfg = "exec"),
    },
)
