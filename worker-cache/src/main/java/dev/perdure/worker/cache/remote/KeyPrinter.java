package dev.perdure.worker.cache.remote;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.ContentDigests;
import dev.perdure.worker.cache.remote.action.KeyedRequest;
import dev.perdure.worker.cache.remote.action.ToolFiles;
import dev.perdure.worker.cache.remote.action.TrustedStore;
import dev.perdure.worker.cache.remote.action.UncacheableException;
import java.net.URI;

/** Prints the text of each request's key; in a one-shot run, of the command line's key. */
final class KeyPrinter implements WorkHandler {
  private static final int UNCACHEABLE = 1;

  private final ActionDeclaration declaration;
  private final ContentDigests digests = ContentDigests.create();
  private final ToolFiles toolFiles = new ToolFiles(digests);

  KeyPrinter(ActionDeclaration declaration) {
    this.declaration = declaration;
  }

  @Override
  public int work(WorkContext context) throws Exception {
    TrustedStore none = new TrustedStore(URI.create("nowhere"));
    try {
      KeyedRequest request =
          KeyedRequest.of(
              context, declaration.declare(context).declared(), toolFiles.digests(), digests, none);
      context.out().print(request.key().text());
      context.out().println("# SHA-256: " + request.key().hash());
      for (String path : request.origins().unknown().keySet()) {
        context.out().println("# not declared by the client, so never published: " + path);
      }
      return 0;
    } catch (UncacheableException e) {
      context.out().println("# there is no key: " + e.getMessage());
      return UNCACHEABLE;
    }
  }
}
