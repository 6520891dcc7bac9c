package dev.perdure.worker.multiplex;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the slots of a tool have in common if this class's package is shared. */
public final class SharedValues {
  public static final ConcurrentMap<String, Object> VALUES = new ConcurrentHashMap<>();

  private SharedValues() {}
}
