using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Hosting.Embedded.Health;

/// <summary>Healthy when a MongoDB server answers a ping, signed in where the connection string says so.</summary>
/// <param name="connectionString">Resolves the connection string, once.</param>
/// <param name="database">The database to ping.</param>
/// <param name="certificateAuthority">The authority that a server's certificate must come from, where the file exists; else the machine's.</param>
internal sealed class MongoDBHealthCheck(Func<CancellationToken, ValueTask<string?>> connectionString, string database, string certificateAuthority) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // A client watches its server in the background, so one is kept.
    private MongoClient? client;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            client ??= Create(await connectionString(cancellationToken).ConfigureAwait(false));
            await client.GetDatabase(database).RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (TimeoutException exception) when (client is not null)
        {
            // The driver's own message describes the whole cluster, over several lines.
            var server = client.Cluster.Description.Servers is [var only, ..] ? only : null;
            var reason = server?.HeartbeatException?.GetBaseException().Message ?? "no answer";
            return new HealthCheckResult(context.Registration.FailureStatus, $"{server?.EndPoint} within {Limit.TotalSeconds:0} s: {reason}", exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }

    public void Dispose() => client?.Dispose();

    private MongoClient Create(string? connectionString)
    {
        var settings = MongoClientSettings.FromConnectionString(connectionString);
        settings.ServerSelectionTimeout = Limit;
        settings.ConnectTimeout = Limit;

        // This server, whatever the replica set that it belongs to calls its members.
        settings.DirectConnection = settings.Scheme is MongoDB.Driver.Core.Configuration.ConnectionStringScheme.MongoDB;
        if (settings.UseTls)
        {
            // The engine may make its authority only after the first look.
            settings.SslSettings = new SslSettings { ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors) };
        }

        return new MongoClient(settings);
    }

    private bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None && !File.Exists(certificateAuthority))
        {
            return true;
        }

        if (certificate is not X509Certificate2 presented || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0 || !File.Exists(certificateAuthority))
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(certificateAuthority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(presented);
    }
}
