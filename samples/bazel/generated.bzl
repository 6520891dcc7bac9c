"""Sources that need not lie in the workspace."""

def _generated_source_impl(ctx):
    ctx.actions.write(ctx.outputs.out, ctx.attr.text)

generated_source = rule(
    doc = "A file of the given text.",
    implementation = _generated_source_impl,
    attrs = {
        "out": attr.output(doc = "The file.", mandatory = True),
        "text": attr.string(doc = "What is in it.", mandatory = True),
    },
)

def layers(count, width, most):
    """Numbers of modules in layers, each of which imports some of the layer before it.

    Args:
      count: how many modules there are.
      width: how many of them are a layer.
      most: how many modules a module imports at most.

    Returns:
      A list with a list for each module: the modules that it imports.
    """
    imports = []
    for i in range(count):
        first = (i // width - 1) * width
        imports.append([first + (i + k) % width for k in range(most)] if first >= 0 else [])
    return imports
