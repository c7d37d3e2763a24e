using StackExchange.Redis.Configuration;

namespace Lab.Hosting.EmbeddedClients;

/// <summary>The client keeps trying when the server is not there yet.</summary>
internal sealed class RedisDefaults : DefaultOptionsProvider
{
    public override bool AbortOnConnectFail => false;
}
