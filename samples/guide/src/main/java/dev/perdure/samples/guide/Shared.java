package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import dev.perdure.worker.cache.remote.Action;
import dev.perdure.worker.cache.remote.RemoteCache;
import dev.perdure.worker.cache.remote.RemoteCacheOptions;
import java.util.Arrays;

/** The concatenation, whose results workers on many machines share. */
public final class Shared {
  private Shared() {}

  // #region remote
  public static void main(String[] args) {
    // The first startup argument is the server, such as http://cache.example.com:8080.
    RemoteCacheOptions options = RemoteCacheOptions.of(args[0]).instance("concatenation");
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    try (RemoteCache cache = RemoteCache.of(options)) {
      WorkHandler handler = cache.wrap(new Concatenation(), Shared::action);
      System.exit(Worker.of(handler).multiplex().run(rest));
    }
  }

  /** What a request makes; it reads only its declared inputs. */
  static Action action(WorkContext context) {
    return Action.of("concatenation").writing(context.arguments().get(0));
  }

  // #endregion remote
}
