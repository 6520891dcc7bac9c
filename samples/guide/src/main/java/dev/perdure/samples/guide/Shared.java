package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import dev.perdure.worker.cache.remote.Action;
import dev.perdure.worker.cache.remote.RemoteCache;
import dev.perdure.worker.cache.remote.RemoteCacheArguments;
import java.io.IOException;

/** The concatenation, whose results workers on many machines share. */
public final class Shared {
  private Shared() {}

  // #region remote
  public static void main(String[] args) throws IOException {
    RemoteCacheArguments arguments = RemoteCacheArguments.parse(args);
    WorkHandler handler = new Concatenation();
    if (arguments.printsKey()) {
      handler = RemoteCache.keyPrinter(Shared::action);
    } else if (arguments.options() != null) {
      handler = RemoteCache.of(arguments.options()).wrap(handler, Shared::action);
    }
    System.exit(Worker.of(handler).multiplex().run(arguments.rest()));
  }

  /** What a request makes; it reads only its declared inputs. */
  static Action action(WorkContext context) {
    return Action.of("concatenation").writing(context.arguments().get(0));
  }

  // #endregion remote
}
