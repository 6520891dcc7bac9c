package dev.perdure.worker.process;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each process a directory, to which the inputs of its requests are added. Inputs are never
 * removed from it. Thread-safe.
 */
final class AdditiveSandbox implements SandboxPolicy {
  /**
   * The digest of a file that is written, so that it can't be an input that an earlier request has
   * read.
   */
  private static final Digest WRITTEN = Digest.ofText("(written)");

  private final Path root;
  private final boolean strict;
  private final Map<ToolProcess, SandboxTree> trees = new ConcurrentHashMap<>();

  AdditiveSandbox(Path root, boolean strict) {
    this.root = root.toAbsolutePath().normalize();
    this.strict = strict;
  }

  @Override
  public boolean keepsInputs() {
    return true;
  }

  /**
   * All inputs, because a tree can't forget one, and the outputs, which must not be links to
   * inputs.
   */
  @Override
  public List<Input> requiredInputs(ProcessRequest request) {
    List<Input> all = new ArrayList<>(request.inputs());
    for (String output : request.outputs()) {
      all.add(new Input(output, WRITTEN));
    }
    return all;
  }

  @Override
  public List<Input> inputsHeldAfter(ProcessRequest request) {
    return request.inputs();
  }

  @Override
  public ProcessResponse work(
      ToolProcess process, long id, ProcessRequest request, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    if (strict && !process.can("opened")) {
      throw new ProcessFailedException(ProcessMessage.SANDBOX_BLIND.text(process.command()));
    }
    if (request.inputs().stream().anyMatch(input -> input.digest().isEmpty())) {
      process.retire(); // Without a digest, nobody can tell whether the file has changed.
    }
    try {
      SandboxTree tree = tree(process);
      tree.add(request);
      try {
        ProcessResponse response = process.work(id, request.withDirectory(tree.directory()), token);
        if (strict) {
          tree.check(request, response.opened());
        }
        tree.moveOutputs(request);
        return response;
      } finally {
        tree.removeOutputs(request); // Outputs that a failed request has left belong to no request.
      }
    } catch (ProcessFailedException e) {
      throw e;
    } catch (IOException e) {
      process.retire();
      throw new ProcessFailedException(ProcessMessage.SANDBOX_FAILED.text(root, e), e);
    }
  }

  private SandboxTree tree(ToolProcess process) throws IOException {
    SandboxTree tree = trees.get(process);
    if (tree == null) {
      tree = SandboxTree.create(root);
      trees.put(process, tree);
      process.onClose(() -> remove(process));
    }
    return tree;
  }

  private void remove(ToolProcess process) {
    SandboxTree tree = trees.remove(process);
    if (tree != null) {
      tree.delete();
    }
  }
}
