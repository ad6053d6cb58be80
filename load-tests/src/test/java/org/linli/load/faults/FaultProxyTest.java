package org.linli.load.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One connection through the proxy, with both ends in the test's hands. */
class FaultProxyTest {
    private static final int PATIENCE_MS = 60_000;
    /** Far more than a byte needs here: what has not come by then does not come. */
    private static final int SOON_MS = 500;

    private ServerSocket listening;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        proxy = new FaultProxy(new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()));
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listening.accept();
        client.setSoTimeout(PATIENCE_MS);
        server.setSoTimeout(PATIENCE_MS);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listening.close();
    }

    @Test
    void bytes_passBothWays() throws IOException {
        client.getOutputStream().write('a');
        server.getOutputStream().write('b');

        assertThat(server.getInputStream().read()).isEqualTo('a');
        assertThat(client.getInputStream().read()).isEqualTo('b');
    }

    /** What comes late over TCP comes behind what was sent before it, or not at all. */
    @Test
    void connection_ofWhichBytesWereSwallowed_neverCarriesLaterOnes() throws IOException {
        proxy.swallow(false, true);
        server.getOutputStream().write('a');
        await().until(() -> proxy.swallowed() == 1);
        proxy.swallow(false, false);
        server.getOutputStream().write('b');
        client.setSoTimeout(SOON_MS);

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void connection_ofWhichBytesWereSwallowed_endsWhenAllIsWellAgain() throws IOException {
        proxy.swallow(true, false);
        client.getOutputStream().write('a');
        await().until(() -> proxy.swallowed() == 1);
        proxy.heal();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
}
