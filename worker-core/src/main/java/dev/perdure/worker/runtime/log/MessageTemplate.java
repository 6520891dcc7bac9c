package dev.perdure.worker.runtime.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the text of messages; each module has an enum of its own for them. */
public final class MessageTemplate {
  private MessageTemplate() {}

  /** The stable name under which the troubleshooting page explains {@code message}. */
  public static String id(Enum<?> message) {
    return message.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@code template} with each percent sign replaced by a part, in order, and with {@code id} at
   * the end.
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
   * The text of a part; if its toString throws, which can be somebody else's code, the name of its
   * class.
   */
  private static String textOf(@Nullable Object part) {
    try {
      return String.valueOf(part);
    } catch (Throwable e) {
      return part == null ? "null" : part.getClass().getName();
    }
  }
}
