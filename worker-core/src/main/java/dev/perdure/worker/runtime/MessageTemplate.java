package dev.perdure.worker.runtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a module's messages come to their text: each module has an enum of its own. */
public final class MessageTemplate {
  private MessageTemplate() {}

  /** The stable name under which the troubleshooting page explains {@code message}. */
  public static String id(Enum<?> message) {
    return message.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@code template} with each percent sign replaced by a part, in order, and {@code id} behind.
   */
  public static String fill(String template, String id, @Nullable Object... parts) {
    StringBuilder text = new StringBuilder();
    int part = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '%') {
        text.append(textOf(parts[part++]));
      } else {
        text.append(c);
      }
    }
    return text.append(" [").append(id).append(']').toString();
  }

  /**
   * A part as it tells itself; a failure of somebody else's code that can't is named by its class.
   */
  private static String textOf(@Nullable Object part) {
    try {
      return String.valueOf(part);
    } catch (Throwable e) {
      return part == null ? "null" : part.getClass().getName();
    }
  }
}
