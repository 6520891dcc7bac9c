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
 * A directory for each process, to which the inputs of its requests are added and which they never
 * leave. Thread-safe.
 */
final class AdditiveSandbox implements SandboxPolicy {
  /** A file that is written is not one that an earlier request has read: that one has a name. */
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

  /** All inputs, for a tree can't forget; and what is written may not be a link to an input. */
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
      process.retire(); // Nobody could tell whether the file has changed.
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
        tree.removeOutputs(request); // What a request that failed has left is nobody's.
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
