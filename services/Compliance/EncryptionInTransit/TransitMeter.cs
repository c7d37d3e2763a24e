using System.Net.Sockets;
using System.Security.Authentication;
using Lab.Compliance.Controls;
using Lab.Model.Systems;

namespace Lab.Compliance.EncryptionInTransit;

/// <summary>
/// Measures one system: does it offer TLS with a certificate that can be trusted, and does it refuse to go on without?
/// Both have to hold, since what is merely offered can be left out by a client or taken out on the way.
/// </summary>
internal sealed class TransitMeter(TlsHandshake handshake, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<Finding> MeasureAsync(DatabaseSystem system, ITransitProbe probe, string connectionString, CancellationToken cancellationToken)
    {
        var log = new EvidenceLog(time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await MeasureAsync(system, probe, probe.Locate(connectionString), log, stop.Token).WaitAsync(Patience * 2, time, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException or FormatException)
        {
            return NotMeasured(system, log, exception.Message);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task<Finding> MeasureAsync(DatabaseSystem system, ITransitProbe probe, TransitEndpoint endpoint, EvidenceLog log, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        faults.AddRange(await OfferAsync(probe, endpoint, log, cancellationToken));
        if (await GoesOnInPlainAsync(probe, endpoint, log, cancellationToken))
        {
            faults.Add("Connections without TLS are accepted.");
        }

        faults.AddRange(await probe.InspectAsync(system, log, cancellationToken));
        return new Finding(
            system.Name,
            faults.Count == 0 ? FindingStatus.Satisfied : FindingStatus.NotSatisfied,
            faults.Count == 0 ? "TLS with a trusted certificate is offered, and nothing else is accepted." : string.Join(' ', faults),
            time.GetUtcNow(),
            log.Entries);
    }

    private async Task<IReadOnlyList<string>> OfferAsync(ITransitProbe probe, TransitEndpoint endpoint, EvidenceLog log, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(endpoint, log, cancellationToken);
        await using var stream = client.GetStream();
        try
        {
            return await probe.RequestTlsAsync(stream, log, cancellationToken)
                ? await handshake.ShakeAsync(stream, endpoint, log, cancellationToken).WaitAsync(Patience, time, cancellationToken)
                : ["TLS is not offered."];
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or TimeoutException)
        {
            log.Add($"TLS handshake with {endpoint}", $"refused: {(exception.InnerException ?? exception).Message}");
            return ["TLS is not offered."];
        }
    }

    private async Task<bool> GoesOnInPlainAsync(ITransitProbe probe, TransitEndpoint endpoint, EvidenceLog log, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(endpoint, log: null, cancellationToken);
        await using var stream = client.GetStream();
        var greeting = probe.Greeting;
        var answer = new byte[4096];
        try
        {
            await stream.WriteAsync(greeting.Bytes, cancellationToken);
            var length = await stream.ReadAsync(answer, cancellationToken).AsTask().WaitAsync(Patience, time, cancellationToken);
            var read = length == 0 ? new PlainAnswer(false, "the connection was closed") : greeting.Read(answer.AsMemory(0, length));
            log.Add($"{greeting.Name} without TLS to {endpoint}", read.Words);
            return read.Accepted;
        }
        catch (TimeoutException)
        {
            log.Add($"{greeting.Name} without TLS to {endpoint}", $"no answer within {Patience.TotalSeconds:0} s");
            return false;
        }
        catch (IOException exception)
        {
            log.Add($"{greeting.Name} without TLS to {endpoint}", $"the connection was closed: {(exception.InnerException ?? exception).Message}");
            return false;
        }
    }

    private async Task<TcpClient> ConnectAsync(TransitEndpoint endpoint, EvidenceLog? log, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken).AsTask().WaitAsync(Patience, time, cancellationToken);
            return client;
        }
        catch (Exception exception)
        {
            client.Dispose();
            log?.Add($"Connection to {endpoint}", exception.Message);
            throw;
        }
    }

    private Finding NotMeasured(DatabaseSystem system, EvidenceLog log, string reason) =>
        new(system.Name, FindingStatus.NotMeasured, $"The system does not answer: {reason}", time.GetUtcNow(), log.Entries);
}
