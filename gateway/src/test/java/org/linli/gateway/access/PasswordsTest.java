package org.linli.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private byte next = 1;
    private final Passwords passwords = new Passwords(
            () -> {
                byte[] salt = new byte[Passwords.SALT_BYTES];
                salt[0] = next++;
                return salt;
            },
            1000);

    /** Of RFC 7914, 11: PBKDF2-HMAC-SHA-256, 80,000 rounds, its first 256 bits. */
    @Test
    void matches_ofTheStandardsVector_isTrue() {
        ByteString hash = ByteString.copyFrom(
                HexFormat.of().parseHex("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"));
        Passwords.Kept kept = new Passwords.Kept(ByteString.copyFrom("NaCl", StandardCharsets.US_ASCII), 80_000, hash);
        assertThat(Passwords.matches("Password", kept)).isTrue();
        assertThat(Passwords.matches("password", kept)).isFalse();
    }

    @Test
    void keep_ofTheSamePasswordTwice_differs() {
        Passwords.Kept one = passwords.keep("correct horse battery");
        assertThat(passwords.keep("correct horse battery").hash()).isNotEqualTo(one.hash());
        assertThat(Passwords.matches("correct horse battery", one)).isTrue();
    }

    @Test
    void matches_ofTheSameWordTypedOtherwise_isTrue() {
        assertThat(Passwords.matches("\u00e9t\u00e9 en ville", passwords.keep("e\u0301te\u0301 en ville")))
                .isTrue();
    }

    @Test
    void nobodys_fitsNothing() {
        assertThat(Passwords.matches("", passwords.nobodys())).isFalse();
    }

    @Test
    void rounds_areThoseThatTheSourceAsksFor() {
        assertThat(new Passwords(() -> new byte[Passwords.SALT_BYTES])
                        .keep("correct horse battery")
                        .rounds())
                .isEqualTo(600_000);
    }
}
