package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.fixture.Defect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Defects that one worker can have at once, to start fewer of them. */
record DefectGroup(Protocol protocol, Client client, Set<Defect> defects) {
  // Megabytes, thousands and moments that are chance: not for each defect.
  static final Set<String> HEAVY =
      Set.of("answers-limited", "cancel-any-moment", "large-output", "leak", "many-inputs");

  /** A worker with one of these does not come to the code of others; the first is singleplex. */
  private static final Set<Defect> ALONE =
      EnumSet.of(Defect.SECOND_MESSAGE_LOST, Defect.NEWLINE_AWAITED, Defect.FLAGFILE_LEFT_UNREAD);

  private static final int SIZE = 5;

  static List<DefectGroup> all() {
    List<DefectGroup> groups = new ArrayList<>();
    for (Defect defect : Defect.values()) {
      open(groups, defect).defects.add(defect);
    }
    return groups;
  }

  private static DefectGroup open(List<DefectGroup> groups, Defect defect) {
    for (DefectGroup group : groups) {
      if (group.takes(defect)) {
        return group;
      }
    }
    DefectFinding finding = DefectFinding.of(defect);
    DefectGroup made =
        new DefectGroup(finding.protocol(), finding.client(), EnumSet.noneOf(Defect.class));
    groups.add(made);
    return made;
  }

  /** The group of a defect. */
  static DefectGroup of(Defect defect) {
    return all().stream().filter(it -> it.defects.contains(defect)).findAny().orElseThrow();
  }

  private boolean takes(Defect defect) {
    DefectFinding finding = DefectFinding.of(defect);
    return defects.size() < SIZE
        && protocol == finding.protocol()
        && client == finding.client()
        && !ALONE.contains(defect)
        && defects.stream().noneMatch(ALONE::contains);
  }

  /** The quick checks that find one of them. */
  Set<String> quickChecks() {
    Set<String> checks = new TreeSet<>();
    defects.forEach(it -> checks.addAll(DefectFinding.of(it).checks()));
    checks.removeAll(HEAVY);
    return checks;
  }
}
