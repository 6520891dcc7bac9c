package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.ContentDigests;
import java.io.IOException;
import java.util.List;

/**
 * A request whose result can be kept, before its work has begun.
 *
 * @param context the request
 * @param outputs what it will make
 * @param origins what they will be made from
 * @param key the name of its result
 * @param mixed whether its output directories hold other files already
 */
public record KeyedRequest(
    WorkContext context, Outputs outputs, Origins origins, ActionKey key, boolean mixed) {
  /**
   * Finds the key of a request.
   *
   * @throws UncacheableException if its result can't be kept
   * @throws IOException if what it reads can't be read
   */
  public static KeyedRequest of(
      WorkContext context,
      DeclaredAction action,
      List<Digest> toolFiles,
      ContentDigests digests,
      TrustedStore store)
      throws UncacheableException, IOException {
    if (!action.obstacle().isEmpty()) {
      throw new UncacheableException(action.obstacle());
    }
    Outputs outputs = Outputs.of(action);
    Origins origins = Origins.of(context, action, digests, store);
    ActionKey key =
        ActionKey.of(
            action, context.arguments(), origins.contents(), outputs, toolFiles, System::getenv);
    return new KeyedRequest(context, outputs, origins, key, outputs.areMixed(context));
  }
}
