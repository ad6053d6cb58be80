package org.linli.matcher.registry.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.Hkdf;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.store.KeyStore;
import org.linli.proto.PersonKey;

class VaultTest {
    private static final byte[] ADDRESS = "红枫湖镇 1 号".getBytes(UTF_8);

    @TempDir
    Path directory;

    private final VirtualLoop loop = new VirtualLoop();
    private final Keys store = new Keys();
    private Vault vault;

    @BeforeEach
    void open() {
        vault = newVault();
    }

    private Vault newVault() {
        return new Vault(loop, store, MasterKey.open(directory.resolve("master.key"), new SecureRandom()));
    }

    private <T> T await(CompletionStage<T> stage) {
        loop.runReady();
        return stage.toCompletableFuture().join();
    }

    @Test
    void sealed_opensForTheSamePersonOnAnotherNode() {
        ByteString sealed = await(vault.seal("r-1", ADDRESS));

        assertThat(await(newVault().open("r-1", sealed))).isEqualTo(ADDRESS);
        assertThat(HexFormat.of().formatHex(sealed.toByteArray()))
                .doesNotContain(HexFormat.of().formatHex(ADDRESS));
        assertThat(store.keys).hasSize(1);
    }

    @Test
    void sealed_byTwoNodesAtOnce_isUnderTheOneKeyThatCounts() {
        CompletionStage<ByteString> here = vault.seal("r-1", ADDRESS);
        CompletionStage<ByteString> there = newVault().seal("r-1", ADDRESS);
        loop.runReady();
        Vault third = newVault();
        assertThat(await(third.open("r-1", await(here)))).isEqualTo(ADDRESS);
        assertThat(await(third.open("r-1", await(there)))).isEqualTo(ADDRESS);
        assertThat(store.keys).hasSize(1);
    }

    @Test
    void seals_ofManyPeopleWhileTheStoreIsAsked_takeOneMoreCall() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        store.slow = answered;
        List<CompletionStage<ByteString>> seals = IntStream.range(0, 50)
                .mapToObj(i -> vault.seal("r-" + i, ADDRESS))
                .toList();
        loop.runReady();
        answered.complete(null);

        Vault another = newVault();
        for (int i = 0; i < seals.size(); i++) {
            assertThat(await(another.open("r-" + i, await(seals.get(i))))).isEqualTo(ADDRESS);
        }
        assertThat(store.calls).isEqualTo(2 + 50);
    }

    @Test
    void seal_ofSomebodyWhoHasAKey_isUnderThatKey() {
        ByteString before = await(vault.seal("r-1", ADDRESS));
        PersonKey key = store.keys.get("r-1");

        ByteString after = await(newVault().seal("r-1", ADDRESS));

        assertThat(store.keys.get("r-1")).isEqualTo(key);
        assertThat(await(vault.open("r-1", after))).isEqualTo(ADDRESS);
        assertThat(await(newVault().open("r-1", before))).isEqualTo(ADDRESS);
    }

    @Test
    void sealed_forAnotherPerson_cannotBeOpened() {
        ByteString sealed = await(vault.seal("r-1", ADDRESS));
        await(vault.seal("r-2", ADDRESS));

        assertThatThrownBy(() -> await(vault.open("r-2", sealed))).hasCauseInstanceOf(Vault.Unreadable.class);
    }

    @Test
    void changedCiphertext_cannotBeOpened() {
        byte[] sealed = await(vault.seal("r-1", ADDRESS)).toByteArray();
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> await(vault.open("r-1", ByteString.copyFrom(sealed))))
                .hasCauseInstanceOf(Vault.Unreadable.class);
    }

    @Test
    void keysOfPersons_cannotBeSwapped() {
        ByteString sealed = await(vault.seal("r-1", ADDRESS));
        store.keys.put("r-2", store.keys.get("r-1"));

        assertThatThrownBy(() -> await(vault.open("r-2", sealed))).hasCauseInstanceOf(Vault.Unreadable.class);
    }

    @Test
    void forgottenPerson_canNeitherBeOpenedNorSealedFor() {
        ByteString sealed = await(vault.seal("r-1", ADDRESS));
        await(vault.forget("r-1", new ForgottenPeople(directory.resolve("forgotten"))));

        assertThatThrownBy(() -> await(vault.open("r-1", sealed))).hasCauseInstanceOf(Vault.Forgotten.class);
        assertThatThrownBy(() -> await(vault.seal("r-1", ADDRESS))).hasCauseInstanceOf(Vault.Forgotten.class);
    }

    @Test
    void forgottenPerson_isForgottenAgain_whereAnOldCopyOfTheStoreComesBack() {
        ByteString sealed = await(vault.seal("r-1", ADDRESS));
        ByteString others = await(vault.seal("r-2", ADDRESS));
        Map<String, PersonKey> copy = Map.copyOf(store.keys);
        ForgottenPeople forgotten = new ForgottenPeople(directory.resolve("forgotten"));
        await(vault.forget("r-1", forgotten));
        store.keys.putAll(copy);

        assertThat(await(newVault().open("r-1", sealed))).isEqualTo(ADDRESS);
        Vault restored = newVault();
        await(restored.forgetAgain(forgotten));
        assertThatThrownBy(() -> await(restored.open("r-1", sealed))).hasCauseInstanceOf(Vault.Forgotten.class);
        assertThat(await(restored.open("r-2", others))).isEqualTo(ADDRESS);
    }

    @Test
    void sealedTwice_looksDifferent() {
        assertThat(await(vault.seal("r-1", ADDRESS))).isNotEqualTo(await(vault.seal("r-1", ADDRESS)));
    }

    @Test
    void digest_dependsOnPurposeTextAndMasterKeyAlone() {
        ByteString phone = vault.digest("phone", "13900000001");

        assertThat(phone.size()).isEqualTo(32);
        assertThat(newVault().digest("phone", "13900000001")).isEqualTo(phone);
        assertThat(vault.digest("code", "13900000001")).isNotEqualTo(phone);
        assertThat(vault.digest("phone", "13900000002")).isNotEqualTo(phone);
        Vault stranger =
                new Vault(loop, store, MasterKey.open(directory.resolve("other/master.key"), new SecureRandom()));
        assertThat(stranger.digest("phone", "13900000001")).isNotEqualTo(phone);
    }

    /** Against another program of RFC 5869: digests are stored, so their keys may never change. */
    @Test
    void digest_ofAPurpose_usesTheStandardsKeyDerivation() throws Exception {
        byte[] secret = Base64.getDecoder()
                .decode(Files.readString(directory.resolve("master.key")).trim());
        byte[] key = Hkdf.computeHkdf("HmacSha256", secret, new byte[0], "digest:phone".getBytes(UTF_8), 32);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));

        assertThat(vault.digest("phone", "13900000001").toByteArray())
                .isEqualTo(mac.doFinal("13900000001".getBytes(UTF_8)));
    }

    @Test
    void masterKey_canBeReadByItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void masterKey_thatIsDamaged_isNamed() throws IOException {
        Path file = directory.resolve("damaged.key");
        Files.writeString(file, "not a key");

        assertThatThrownBy(() -> MasterKey.open(file, new SecureRandom()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged.key")
                .hasMessageContaining("Maybe");
    }

    /** The script's rules, in memory. */
    private static final class Keys implements KeyStore {
        private final Map<String, PersonKey> keys = new HashMap<>();
        private CompletionStage<Void> slow = CompletableFuture.completedFuture(null);
        private int calls;

        @Override
        public CompletionStage<List<PersonKey>> settle(List<PersonKey> given) {
            calls++;
            CompletionStage<List<PersonKey>> settled = CompletableFuture.completedFuture(
                    given.stream().map(this::settled).toList());
            return slow.thenCompose(answered -> settled);
        }

        private PersonKey settled(PersonKey given) {
            return given.getWrapped().isEmpty()
                    ? keys.getOrDefault(given.getPersonId(), given)
                    : keys.computeIfAbsent(given.getPersonId(), id -> given);
        }

        @Override
        public CompletionStage<Void> forget(String personId) {
            keys.put(
                    personId,
                    PersonKey.newBuilder()
                            .setPersonId(personId)
                            .setForgotten(true)
                            .build());
            return CompletableFuture.completedFuture(null);
        }
    }
}
