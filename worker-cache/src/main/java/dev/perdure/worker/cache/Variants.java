package dev.perdure.worker.cache;

import dev.perdure.worker.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of one key. They are found by asking for the digests of inputs one by one, in the
 * order in which a loader did. Since a loader decides what to look at next by what it has seen so
 * far, a look-up asks as many questions as the value has inputs, however many values there are.
 *
 * <p>Look-ups need no lock, because the visible parts of the tree are replaced, never changed.
 * Changes are made under the lock of the {@link Shelf}.
 */
final class Variants {
  /**
   * A state after some answers: the value, if they suffice for one, and the questions that can come
   * next.
   */
  static final class Node {
    /** The question that led here, whose answers include this node; null at the root. */
    private final @Nullable Question question;

    private final Digest answer;
    private volatile @Nullable Entry<?> entry;

    /** There is more than one only if the loader does not always ask in the same order. */
    private volatile List<Question> questions = List.of();

    private Node(@Nullable Question question, Digest answer) {
      this.question = question;
      this.answer = answer;
    }

    private boolean leadsNowhere() {
      return entry == null && questions.isEmpty();
    }
  }

  private static final class Question {
    private final Node from;
    private final String path;
    private volatile Map<Digest, Node> answers = Map.of();

    private Question(Node from, String path) {
      this.from = from;
      this.path = path;
    }

    private Node answered(Digest digest) {
      Node known = answers.get(digest);
      if (known != null) {
        return known;
      }
      Node node = new Node(this, digest);
      Map<Digest, Node> more = new HashMap<>(answers);
      more.put(digest, node);
      answers = Map.copyOf(more);
      return node;
    }

    private void remove(Digest digest) {
      Map<Digest, Node> fewer = new HashMap<>(answers);
      fewer.remove(digest);
      answers = Map.copyOf(fewer);
    }
  }

  private final Node root = new Node(null, Digest.empty());

  /** A value whose inputs all have the digests that {@code digest} returns, or null. */
  @Nullable Entry<?> find(Function<String, Digest> digest) {
    Deque<Node> open = new ArrayDeque<>();
    for (Node node = root; node != null; node = open.poll()) {
      Entry<?> entry = node.entry;
      if (entry != null) {
        return entry;
      }
      for (Question question : node.questions) {
        Node next = question.answers.get(digest.apply(question.path));
        if (next != null) {
          open.push(next);
        }
      }
    }
    return null;
  }

  /** Adds a value, unless there is one that was made from the same inputs. */
  boolean add(Entry<?> entry) {
    Map<String, Digest> left = new LinkedHashMap<>();
    for (Use use : entry.uses()) {
      left.put(use.path(), use.digest());
    }
    Node node = root;
    while (!left.isEmpty()) {
      Question question = question(node, left);
      Digest digest = left.remove(question.path);
      node = question.answered(digest == null ? Digest.empty() : digest);
    }
    if (node.entry != null) {
      return false;
    }
    node.entry = entry;
    entry.place(node);
    return true;
  }

  /**
   * The question at {@code node} about one of the remaining inputs, which is added if there is
   * none.
   */
  private static Question question(Node node, Map<String, Digest> left) {
    for (Question known : node.questions) {
      if (left.containsKey(known.path)) {
        return known;
      }
    }
    Iterator<String> paths = left.keySet().iterator();
    Question question = new Question(node, paths.next());
    List<Question> more = new ArrayList<>(node.questions);
    more.add(question);
    node.questions = List.copyOf(more);
    return question;
  }

  /** Removes a value, and all questions that lead only to it. */
  static void remove(Node place) {
    place.entry = null;
    Node node = place;
    while (node.question != null && node.leadsNowhere()) {
      Question question = node.question;
      question.remove(node.answer);
      node = question.from;
      if (question.answers.isEmpty()) {
        List<Question> fewer = new ArrayList<>(node.questions);
        fewer.remove(question);
        node.questions = List.copyOf(fewer);
      }
    }
  }

  boolean isEmpty() {
    return root.leadsNowhere();
  }
}
