package dev.perdure.samples.javac;

import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import com.sun.tools.javac.util.Options;
import com.sun.tools.javac.util.SharedNameTable;

/**
 * The names of one compilation.
 *
 * <p>Up to JDK 21, a javac takes over the table of names from the one before it. It orders the
 * types of an intersection by which name was first in that table, so the class files of one
 * compilation would depend on those before.
 */
public final class OwnNames extends Names {
  private OwnNames(Context context) {
    super(context);
    context.put(namesKey, this);
  }

  /** Makes these the names of {@code context}; to be called before anything is in it. */
  public static void register(Context context) {
    Context.Factory<Names> factory = OwnNames::new;
    context.put(namesKey, factory);
  }

  /** A new one, whatever other compilations have left: a processor may call javac itself. */
  @Override
  protected Name.Table createTable(Options options) {
    Name.Table table = super.createTable(options);
    return table instanceof SharedNameTable ? new SharedNameTable(this) : table;
  }

  /** Does nothing: javac would keep the table for a next compilation, which does not use it. */
  @Override
  public void dispose() {}
}
