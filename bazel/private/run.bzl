"""Actions that a worker runs."""

load(":info.bzl", "PerdureWorkerInfo")

def perdure_worker_run(
        ctx,
        worker,
        mnemonic,
        arguments,
        inputs,
        outputs,
        startup_arguments = [],
        env = {},
        execution_requirements = {},
        progress_message = None,
        use_default_shell_env = False):
    """Registers an action that a worker runs, or its program once where no worker may run.

    The request's arguments are in a file of one argument per line, always: all other arguments start the worker and are part of its
    key, so without that file Bazel would start a worker for every action.

    Args:
      ctx: the context of the calling rule.
      worker: the target, from an attribute with `cfg = "exec"` and `providers = [PerdureWorkerInfo]`.
      mnemonic: the name of this kind of action, for `--strategy=Mnemonic=worker` and the like.
      arguments: an `Args` object: what the worker gets with the request.
      inputs: the files that the action reads, as a list or depset.
      outputs: a list of the files that it writes.
      startup_arguments: strings, or files as strings, that are given once, when the worker starts.
      env: the worker's environment. It is part of the worker's key.
      execution_requirements: more of them, such as `{"no-remote": "1"}`. They win over the worker's own.
      progress_message: what Bazel shows meanwhile.
      use_default_shell_env: whether the worker gets PATH and what `--action_env` names. A Perdure worker needs neither, but the tool
        in it may.
    """
    if PerdureWorkerInfo not in worker:
        fail("%s is no worker: perdure_worker_run needs a perdure_worker_binary or a perdure_worker" % worker.label)
    for argument in startup_arguments:
        if argument.startswith("@") or argument.startswith("-flagfile=") or argument.startswith("--flagfile="):
            fail("%s in startup_arguments is a flagfile, which Bazel would send with the request" % argument)
    arguments.use_param_file("@%s", use_always = True)

    # Without quotes: no client takes them off.
    arguments.set_param_file_format("multiline")

    requirements = dict(worker[PerdureWorkerInfo].execution_requirements)
    requirements.update(execution_requirements)
    ctx.actions.run(
        # With its runfiles, so that a change of any of them restarts the worker.
        executable = worker[DefaultInfo].files_to_run,
        arguments = [ctx.actions.args().add_all(startup_arguments), arguments],
        inputs = inputs,
        outputs = outputs,
        mnemonic = mnemonic,
        env = env,
        execution_requirements = requirements,
        progress_message = progress_message,
        use_default_shell_env = use_default_shell_env,
    )
