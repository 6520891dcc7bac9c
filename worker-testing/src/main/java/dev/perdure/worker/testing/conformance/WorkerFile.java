package dev.perdure.worker.testing.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.worker.InputContent;
import dev.perdure.worker.testing.conformance.worker.RequestTemplate;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a worker's file, and reports where it is wrong. */
final class WorkerFile {
  private static final Set<String> KEYS =
      Set.of("name", "command", "environment", "protocols", "supports", "requests");
  private static final Set<String> REQUEST_KEYS =
      Set.of(
          "arguments",
          "inputs",
          "exitCode",
          "output",
          "contains",
          "outputs",
          "creates",
          "started",
          "startedAfter");

  private final String source;
  private final Path folder;

  private WorkerFile(String source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  static WorkerUnderTest parse(String json, String source, Path folder) {
    return new WorkerFile(source, folder).worker(json);
  }

  private WorkerUnderTest worker(String json) {
    JsonObject file;
    try {
      file = object(JsonParser.parseString(json), "$");
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(source + ": not JSON: " + e.getMessage(), e);
    }
    checkKeys(file, KEYS, "$");
    List<String> command = strings(file, "command", "$");
    if (command.isEmpty()) {
      throw wrong("$.command", "a command line", "nothing");
    }
    List<Protocol> protocols =
        file.has("protocols")
            ? constants(file, "protocols", Protocol.class)
            : List.of(Protocol.values());
    Map<String, String> environment = texts(file, "environment", "$");
    Set<Capability> supports = Set.copyOf(constants(file, "supports", Capability.class));
    Map<Role, List<RequestTemplate>> requests = requests(file);
    if (protocols.isEmpty() || !requests.containsKey(Role.WORK)) {
      throw wrong("$", "a protocol and a request \"work\"", "none");
    }
    return new WorkerUnderTest(
        file.has("name") ? string(file.get("name"), "$.name") : source,
        command,
        environment,
        protocols,
        supports,
        requests);
  }

  private Map<Role, List<RequestTemplate>> requests(JsonObject file) {
    Map<Role, List<RequestTemplate>> requests = new EnumMap<>(Role.class);
    if (!file.has("requests")) {
      return requests;
    }
    JsonObject all = object(file.get("requests"), "$.requests");
    for (String word : all.keySet()) {
      String path = "$.requests." + word;
      Role role = constant(word, Role.class, path);
      List<RequestTemplate> templates = new ArrayList<>();
      JsonArray list = array(all.get(word), path);
      for (int i = 0; i < list.size(); i++) {
        templates.add(template(role, list.get(i), path + "[" + i + "]"));
      }
      if (!templates.isEmpty()) {
        requests.put(role, List.copyOf(templates));
      }
    }
    return requests;
  }

  private RequestTemplate template(Role role, JsonElement element, String path) {
    JsonObject request = object(element, path);
    checkKeys(request, REQUEST_KEYS, path);
    return new RequestTemplate(
        strings(request, "arguments", path),
        inputs(request, path + ".inputs"),
        text(request, "exitCode", role == Role.FAIL ? RequestTemplate.NONZERO : "0", path),
        request.has("output") ? string(request.get("output"), path + ".output") : null,
        text(request, "contains", "", path),
        texts(request, "outputs", path),
        strings(request, "creates", path),
        text(request, "started", "", path),
        startedAfter(request, path));
  }

  private Map<String, InputContent> inputs(JsonObject request, String path) {
    Map<String, InputContent> inputs = new LinkedHashMap<>();
    if (request.has("inputs")) {
      JsonObject all = object(request.get("inputs"), path);
      for (String name : all.keySet()) {
        inputs.put(here(name), content(all.get(name), path + "." + name));
      }
    }
    return inputs;
  }

  private InputContent content(JsonElement element, String path) {
    if (!element.isJsonObject()) {
      return new InputContent.Text(string(element, path));
    }
    JsonObject content = object(element, path);
    checkKeys(content, Set.of("file"), path);
    Path file = folder.resolve(text(content, "file", "", path));
    if (!Files.isRegularFile(file)) {
      throw wrong(path + ".file", "a file that exists", file.toString());
    }
    return new InputContent.CopyOf(file);
  }

  private Duration startedAfter(JsonObject request, String path) {
    if (!request.has("startedAfter")) {
      return Duration.ZERO;
    }
    String place = path + ".startedAfter";
    String text = string(request.get("startedAfter"), place);
    try {
      Duration after = Duration.parse("PT" + text);
      if (after.compareTo(Duration.ZERO) > 0) {
        return after;
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw wrong(place, "a time such as 2s", text);
  }

  private String here(String text) {
    return text.replace("{here}", folder.toString());
  }

  private <E extends Enum<E>> List<E> constants(JsonObject object, String key, Class<E> type) {
    return strings(object, key, "$").stream()
        .map(word -> constant(word, type, "$." + key))
        .distinct()
        .toList();
  }

  private <E extends Enum<E>> E constant(String word, Class<E> type, String path) {
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String its = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (its.equals(word)) {
        return constant;
      }
      known.add(its);
    }
    throw wrong(path, "one of " + String.join(", ", known), word);
  }

  private void checkKeys(JsonObject object, Set<String> keys, String path) {
    for (String key : object.keySet()) {
      if (!keys.contains(key)) {
        throw wrong(path, "the keys " + String.join(", ", new TreeSet<>(keys)), key);
      }
    }
  }

  private Map<String, String> texts(JsonObject object, String key, String path) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (object.has(key)) {
      JsonObject map = object(object.get(key), path + "." + key);
      for (String name : map.keySet()) {
        texts.put(here(name), string(map.get(name), path + "." + key + "." + name));
      }
    }
    return texts;
  }

  private List<String> strings(JsonObject object, String key, String path) {
    List<String> strings = new ArrayList<>();
    if (object.has(key)) {
      for (JsonElement element : array(object.get(key), path + "." + key)) {
        strings.add(string(element, path + "." + key));
      }
    }
    return strings;
  }

  private String text(JsonObject object, String key, String missing, String path) {
    return object.has(key) ? string(object.get(key), path + "." + key) : missing;
  }

  private String string(JsonElement element, String path) {
    if (!element.isJsonPrimitive() || element.getAsJsonPrimitive().isBoolean()) {
      throw wrong(path, "a string", element.toString());
    }
    return here(element.getAsString());
  }

  private JsonArray array(JsonElement element, String path) {
    if (!element.isJsonArray()) {
      throw wrong(path, "a list", element.toString());
    }
    return element.getAsJsonArray();
  }

  private JsonObject object(JsonElement element, String path) {
    if (!element.isJsonObject()) {
      throw wrong(path, "an object", element.toString());
    }
    return element.getAsJsonObject();
  }

  private IllegalArgumentException wrong(String path, String expected, String came) {
    return new IllegalArgumentException(
        source + ": at " + path + ": expected " + expected + ", came " + came);
  }
}
