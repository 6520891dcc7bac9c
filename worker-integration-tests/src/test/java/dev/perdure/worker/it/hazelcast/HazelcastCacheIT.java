package dev.perdure.worker.it.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.RestApiConfig;
import com.hazelcast.config.RestEndpointGroup;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.perdure.worker.cache.remote.RemoteCache;
import dev.perdure.worker.cache.remote.RemoteCacheOptions;
import dev.perdure.worker.it.nginx.Builder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published through one member is a hit through the other, also when the first is dead. */
class HazelcastCacheIT {
  private static final int KILOBYTES = 50;

  @TempDir Path dir;
  private HazelcastInstance first;
  private HazelcastInstance second;

  @BeforeEach
  void start() {
    first = member(0);
    second = member(first.getCluster().getLocalMember().getAddress().getPort());
    assertThat(second.getCluster().getMembers()).hasSize(2);
  }

  /** A member that joins the one at {@code port}, if that is not 0, and tells nobody else. */
  private static HazelcastInstance member(int port) {
    Config config = new Config().setClusterName("perdure-it-" + ProcessHandle.current().pid());
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    // Threads for two cores, not for a machine of its own.
    config.setProperty("hazelcast.operation.thread.count", "2");
    config.setProperty("hazelcast.io.thread.count", "1");
    config.getNetworkConfig().setPublicAddress("127.0.0.1").setPort(5701).setPortCount(200);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config
        .getNetworkConfig()
        .setRestApiConfig(
            new RestApiConfig().setEnabled(true).enableGroups(RestEndpointGroup.DATA));
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    if (port != 0) {
      join.getTcpIpConfig().addMember("127.0.0.1:" + port);
    }
    return Hazelcast.newHazelcastInstance(config);
  }

  @AfterEach
  void stop() {
    for (HazelcastInstance member : new HazelcastInstance[] {first, second}) {
      if (member != null) {
        member.getLifecycleService().terminate();
      }
    }
  }

  private Builder builder(String name, HazelcastInstance member) throws IOException {
    int port = member.getCluster().getLocalMember().getAddress().getPort();
    String url = "http://127.0.0.1:" + port + "/hazelcast/rest/maps";
    return new Builder(dir.resolve(name), RemoteCacheOptions.of(url), 7);
  }

  @Test
  void publishedThroughOneMember_isAHitThroughTheOther() throws Exception {
    try (Builder one = builder("one", first);
        Builder two = builder("two", second)) {
      one.make("a", KILOBYTES);
      two.make("a", KILOBYTES);

      assertThat(one.statistics().published()).isOne();
      assertThat(two.statistics().hits()).isOne();
      assertThat(two.runs()).isZero();
    }
  }

  @Test
  void memberKilledBetween_costsNothingThroughTheOther() throws Exception {
    try (Builder one = builder("one", first);
        Builder two = builder("two", second)) {
      one.make("a", KILOBYTES);
      first.getLifecycleService().terminate();
      one.make("b", KILOBYTES);
      two.make("a", KILOBYTES);

      assertThat(one.log()).containsOnlyOnce("[remote-cache-away]");
      assertThat(two.statistics().hits()).isOne();
    }
  }

  @Test
  void compressionWithoutItsLibrary_isRefusedAtOnce() {
    // Not on this class path, since it is optional; everything above works without it.
    assertThatThrownBy(
            () -> RemoteCache.of(RemoteCacheOptions.of("http://127.0.0.1:1").compression(true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("zstd-jni");
  }
}
