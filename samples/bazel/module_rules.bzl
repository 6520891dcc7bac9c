"""Rules that compile one module an action: Haskell by ghc-worker, Scheme by guile-worker."""

load("//:perdure_worker.bzl", "PerdureWorkerInfo", "run_worker")

ModuleInfo = provider(
    doc = "What a module needs to compile against another.",
    fields = {"compiled": "depset of Files: what was made of it, and of all that it imports."},
)

def _imports(ctx):
    return depset(transitive = [dep[ModuleInfo].compiled for dep in ctx.attr.deps])

def _module(made, imports):
    return [
        DefaultInfo(files = depset(made)),
        ModuleInfo(compiled = depset(made, transitive = [imports])),
    ]

def _haskell_module_impl(ctx):
    object = ctx.actions.declare_file(ctx.label.name + ".o")
    interface = ctx.actions.declare_file(ctx.label.name + ".hi")
    imports = _imports(ctx)

    args = ctx.actions.args()
    args.add("-c")
    args.add_all(ctx.attr.options)

    # All modules of the library lie in this folder.
    args.add_all(["-i", "-i" + object.dirname])
    args.add_all(["-o", object, "-ohi", interface, ctx.file.src])
    run_worker(
        ctx,
        worker = ctx.attr.worker[PerdureWorkerInfo],
        mnemonic = "Haskell",
        arguments = args,
        inputs = depset([ctx.file.src], transitive = [imports]),
        outputs = [object, interface],
        progress_message = "Compiling %s" % ctx.label,
    )
    return _module([object, interface], imports)

def _scheme_module_impl(ctx):
    compiled = ctx.actions.declare_file(ctx.label.name + ".go")
    imports = _imports(ctx)

    args = ctx.actions.args()
    args.add(compiled.dirname, format = "--load-compiled-path=%s")
    args.add_all(ctx.attr.options)
    args.add_all(["-o", compiled, ctx.file.src])
    run_worker(
        ctx,
        worker = ctx.attr.worker[PerdureWorkerInfo],
        mnemonic = "Scheme",
        arguments = args,
        inputs = depset([ctx.file.src], transitive = [imports]),
        outputs = [compiled],
        progress_message = "Compiling %s" % ctx.label,
    )
    return _module([compiled], imports)

def _attributes(suffix, options, worker):
    return {
        "src": attr.label(
            doc = "The source; its name is the module's.",
            allow_single_file = [suffix],
            mandatory = True,
        ),
        "deps": attr.label_list(doc = "The modules that it imports.", providers = [ModuleInfo]),
        "options": attr.string_list(doc = "Options of the compiler.", default = options),
        "worker": attr.label(
            doc = "The compiler.",
            cfg = "exec",
            default = worker,
            providers = [PerdureWorkerInfo],
        ),
    }

haskell_module = rule(
    doc = "A Haskell module, named as its target.",
    implementation = _haskell_module_impl,
    attrs = _attributes(".hs", ["-O0"], "//workers:ghc"),
)

scheme_module = rule(
    doc = "A Scheme module for Guile, named as its target.",
    implementation = _scheme_module_impl,
    attrs = _attributes(".scm", ["-O1"], "//workers:guile"),
)
