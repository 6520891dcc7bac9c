package dev.perdure.samples.guide;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.DigestCache;
import dev.perdure.worker.multiplex.IsolatedTool;
import java.nio.file.Path;
import java.util.List;

/** An isolated tool whose slots share a cache. */
public final class SharedTool {
  // #region sharing
  /** The tool uses this class, too. It is in the worker's jar, not in the tool's. */
  public static final class Kept {
    public static final DigestCache CACHE = DigestCache.create();

    private Kept() {}
  }

  static WorkHandler isolated(List<Path> jars) {
    return IsolatedTool.of(jars, "com.example.Tool").sharing(Kept.class, DigestCache.class);
  }

  // #endregion sharing

  private SharedTool() {}
}
