package dev.perdure.worker.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.runtime.MainSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkerMessageTest {
  private static final Pattern USE = Pattern.compile("WorkerMessage\\s*\\.(\\w+)\\s*\\.text\\(");

  @Test
  void ids_areKebabCase() {
    assertThat(Arrays.stream(WorkerMessage.values()).map(WorkerMessage::id))
        .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"))
        .doesNotHaveDuplicates();
  }

  @Test
  void text_fillsInItsPartsInOrderAndEndsWithTheId() {
    assertThat(WorkerMessage.PATH_LEAVES_SANDBOX.text("a%b", null))
        .isEqualTo("path a%b leaves the sandbox directory null [path-leaves-sandbox]");
  }

  @Test
  void everyUse_givesAsManyPartsAsTheTemplateHasAndEveryMessageIsUsed() {
    Set<WorkerMessage> used = new HashSet<>();
    for (MainSource source : MainSource.all()) {
      Matcher use = USE.matcher(source.code());
      while (use.find()) {
        WorkerMessage message = WorkerMessage.valueOf(use.group(1));
        used.add(message);
        assertThat(parts(source.code(), use.end()))
            .as("%s: the parts of %s", source.path(), message)
            .hasSize(partsOf(message));
      }
    }
    assertThat(used).containsExactlyInAnyOrder(WorkerMessage.values());
  }

  /** How many parts the template asks for: as many as are filled in when there are plenty. */
  private static int partsOf(WorkerMessage message) {
    Object[] plenty = new Object[20];
    Arrays.fill(plenty, "\0");
    return (int) message.text(plenty).chars().filter(c -> c == 0).count();
  }

  /** The arguments of the call whose opening bracket is before {@code start}. */
  private static List<String> parts(String code, int start) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = start;
    for (int i = start; ; i++) {
      char c = code.charAt(i);
      if (c == '"') {
        i = code.indexOf('"', i + 1);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0 && (c == ',' || c == ')')) {
        String part = code.substring(from, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        if (c == ')') {
          return parts;
        }
        from = i + 1;
      }
    }
  }
}
