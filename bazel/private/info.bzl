"""What a rule must know about a worker."""

PerdureWorkerInfo = provider(
    doc = "What a worker can do, for `perdure_worker_run`.",
    fields = {
        "execution_requirements": "dict of strings: what Bazel must know about the worker.",
    },
)

# Attributes of every rule that declares a worker.
CAPABILITIES = {
    "protocol": attr.string(
        doc = "The encoding of requests and responses. A worker of Perdure speaks both.",
        default = "proto",
        values = ["json", "proto"],
    ),
    "multiplex": attr.bool(
        doc = "Whether one process gets many requests at once. Set it to False unless main calls `Worker.multiplex()`.",
        default = True,
    ),
    "multiplex_sandboxing": attr.bool(
        doc = "Whether each request of a `multiplex` worker may have a directory of its own. Set it to False unless the handler takes every path through `WorkContext.resolve`.",
        default = True,
    ),
    "cancellation": attr.bool(
        doc = "A running request may be cancelled. Bazel does so only with `--experimental_worker_cancellation`.",
        default = True,
    ),
    "worker_key_mnemonic": attr.string(
        doc = "Actions with different mnemonics share processes if this is the same. By default they don't.",
    ),
}

def worker_info(attr):
    """The provider for the attributes above.

    Args:
      attr: the attributes of a target.

    Returns:
      A PerdureWorkerInfo.
    """
    requirements = {
        "supports-workers": "1",
        # Without it Bazel speaks proto; the worker itself tells by the first bytes.
        "requires-worker-protocol": attr.protocol,
    }
    if attr.multiplex:
        requirements["supports-multiplex-workers"] = "1"
    if attr.multiplex and attr.multiplex_sandboxing:
        requirements["supports-multiplex-sandboxing"] = "1"
    if attr.cancellation:
        requirements["supports-worker-cancellation"] = "1"
    if attr.worker_key_mnemonic:
        requirements["worker-key-mnemonic"] = attr.worker_key_mnemonic
    return PerdureWorkerInfo(execution_requirements = requirements)
