package dev.perdure.samples.scalac;

import dev.perdure.worker.WorkContext;
import java.io.PrintWriter;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints messages until the request is cancelled. scalac fills the first line of a message with
 * dashes; that line gets shorter when the name of the sandbox is taken out. scalac prints each
 * message at once. Its ConsoleReporter would be the place for this, but javac can't read that class
 * as a superclass.
 */
final class RequestWriter extends PrintWriter {
  /** The first line of a message: what and where, dashes up to the width of a page. */
  private static final Pattern HEADING =
      Pattern.compile("(?m)^((?:\\e\\[\\d+m)*-- .*?)(-*)((?:\\e\\[\\d+m)*)$");

  private static final Pattern COLOR = Pattern.compile("\\e\\[\\d+m");
  private static final int PAGE_WIDTH = 80;

  private final WorkContext context;
  private final String root;

  RequestWriter(WorkContext context) {
    super(context.err(), true);
    this.context = context;
    this.root = context.root().toString();
  }

  @Override
  public void write(String message) {
    if (!context.cancellation().isCancelled()) {
      super.write(root.isEmpty() ? message : refilled(message));
    }
  }

  private String refilled(String message) {
    return HEADING.matcher(message).replaceAll(it -> Matcher.quoteReplacement(heading(it)));
  }

  /** Fills a heading up again, which becomes shorter without the name of the sandbox. */
  private String heading(MatchResult heading) {
    String place = heading.group(1).replace(root + "/", "");
    int before = visibleLength(heading.group(1)) + heading.group(2).length();
    int width = heading.group(2).isEmpty() ? Math.min(before, PAGE_WIDTH) : before;
    int dashes = Math.max(0, width - visibleLength(place));
    return place + "-".repeat(dashes) + heading.group(3);
  }

  private static int visibleLength(String text) {
    return COLOR.matcher(text).replaceAll("").length();
  }
}
