"""Rules for tools that are persistent workers.

A rule of your own has an attribute for a `perdure_worker` and calls `run_worker`:

    load("//:perdure_worker.bzl", "PerdureWorkerInfo", "run_worker")

    def _my_rule_impl(ctx):
        args = ctx.actions.args()
        args.add(ctx.outputs.out)
        args.add_all(ctx.files.srcs)
        run_worker(
            ctx,
            worker = ctx.attr.worker[PerdureWorkerInfo],
            mnemonic = "MyTool",
            arguments = args,
            inputs = ctx.files.srcs,
            outputs = [ctx.outputs.out],
        )

`perdure_genrule` is such a rule, ready to use.
"""

PerdureWorkerInfo = provider(
    doc = "How a tool is started and what its worker can do.",
    fields = {
        "launcher": "FilesToRunProvider: the program to start.",
        "tools": "list of FilesToRunProviders: what it needs; a change of one restarts the worker.",
        "startup_arguments": "list of strings: given once, when the tool starts.",
        "execution_requirements": "dict of strings: what Bazel must know about the worker.",
    },
)

def _perdure_worker_impl(ctx):
    requirements = {
        "supports-workers": "1",
        # Without it Bazel speaks proto; the worker itself tells by the first bytes.
        "requires-worker-protocol": ctx.attr.protocol,
    }
    if ctx.attr.multiplex:
        requirements["supports-multiplex-workers"] = "1"
    if ctx.attr.multiplex and ctx.attr.multiplex_sandboxing:
        requirements["supports-multiplex-sandboxing"] = "1"
    if ctx.attr.cancellation:
        requirements["supports-worker-cancellation"] = "1"
    launcher = ctx.attr.launcher[DefaultInfo].files_to_run
    if not launcher.executable:
        fail("%s is not one program" % ctx.attr.launcher.label, attr = "launcher")
    return [
        DefaultInfo(files = depset(ctx.files.launcher + ctx.files.data)),
        PerdureWorkerInfo(
            launcher = launcher,
            # Not as files: for Bazel 4 these would be inputs, and their changes would restart no worker.
            tools = [data[DefaultInfo].files_to_run for data in ctx.attr.data],
            startup_arguments = ctx.attr.startup_arguments,
            execution_requirements = requirements,
        ),
    ]

perdure_worker = rule(
    doc = "A tool that is a persistent worker.",
    implementation = _perdure_worker_impl,
    attrs = {
        "launcher": attr.label(
            doc = "What starts the tool: a script, a program, or a target such as a java_binary.",
            allow_files = True,
            mandatory = True,
        ),
        "data": attr.label_list(
            doc = "All files that the launcher needs, the jar above all. What is not named here " +
                  "is missing in a sandbox, and its change restarts no worker.",
            allow_files = True,
        ),
        "protocol": attr.string(
            doc = "The encoding of requests and responses. A worker of Perdure speaks both.",
            default = "proto",
            values = ["json", "proto"],
        ),
        "multiplex": attr.bool(
            doc = "Many requests at once in one process. Only for Worker.multiplex().",
            default = True,
        ),
        "multiplex_sandboxing": attr.bool(
            doc = "Each of them may have a directory of its own. Only for a handler that takes " +
                  "every path through WorkContext.resolve.",
            default = True,
        ),
        "cancellation": attr.bool(
            doc = "A running request may be cancelled. Bazel does so only for sandboxed workers " +
                  "and with --experimental_worker_cancellation.",
            default = True,
        ),
        "startup_arguments": attr.string_list(
            doc = "Arguments for the start of the tool. Those that differ make different workers.",
        ),
    },
)

def run_worker(ctx, worker, mnemonic, arguments, inputs, outputs, progress_message = None):
    """Registers an action that a worker runs, or its tool once where no worker may run.

    Args:
      ctx: the context of the calling rule.
      worker: the PerdureWorkerInfo of the tool.
      mnemonic: the name of this kind of action, for --strategy=Mnemonic=worker and the like.
      arguments: an Args object: what the worker gets with the request.
      inputs: the files that the action reads, as a list or depset.
      outputs: a list of the files that it writes.
      progress_message: what Bazel shows meanwhile.
    """

    # The arguments in the flagfile are the request's. All others start the worker and are part of
    # its key. So there must always be a flagfile. Workers read one argument per line, without
    # quotes.
    arguments.use_param_file("@%s", use_always = True)
    arguments.set_param_file_format("multiline")

    startup = ctx.actions.args()
    startup.add_all(worker.startup_arguments)
    ctx.actions.run(
        executable = worker.launcher,
        tools = worker.tools,
        arguments = [startup, arguments],
        inputs = inputs,
        outputs = outputs,
        mnemonic = mnemonic,
        progress_message = progress_message,
        execution_requirements = worker.execution_requirements,
        # PATH, and what --action_env names, such as JAVA_HOME.
        use_default_shell_env = True,
    )

def _perdure_genrule_impl(ctx):
    args = ctx.actions.args()
    for argument in ctx.attr.arguments:
        args.add(ctx.expand_location(argument, ctx.attr.srcs))
    run_worker(
        ctx,
        worker = ctx.attr.worker[PerdureWorkerInfo],
        mnemonic = ctx.attr.mnemonic,
        arguments = args,
        inputs = ctx.files.srcs,
        outputs = ctx.outputs.outs,
    )
    return [DefaultInfo(files = depset(ctx.outputs.outs))]

perdure_genrule = rule(
    doc = "Files that a worker makes from other files.",
    implementation = _perdure_genrule_impl,
    attrs = {
        "worker": attr.label(
            doc = "The tool.",
            cfg = "exec",
            mandatory = True,
            providers = [PerdureWorkerInfo],
        ),
        "arguments": attr.string_list(
            doc = "The arguments; $(location x) is the path of a file in srcs or outs.",
        ),
        "srcs": attr.label_list(
            doc = "The files that the tool reads.",
            allow_files = True,
        ),
        "outs": attr.output_list(
            doc = "The files that the tool writes.",
            mandatory = True,
        ),
        "mnemonic": attr.string(
            doc = "The name of the action's kind.",
            mandatory = True,
        ),
    },
)
