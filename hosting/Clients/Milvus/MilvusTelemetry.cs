using System.Diagnostics.Metrics;
using System.Globalization;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>Traces and measures calls.</summary>
internal sealed class MilvusTelemetry(IMeterFactory meters, TimeProvider time) : ClientTelemetry(Name, "milvus", meters, time)
{
    /// <summary>The name of the source of activities and of the meter.</summary>
    public const string Name = "Lab.Hosting.Clients.Milvus";

    public Task<T> ObserveAsync<T>(string operation, string? collection, MilvusAddress address, Func<Task<T>> run) =>
        ObserveAsync(operation, address.Endpoint, address.Database ?? "default", collection, run);

    protected override string? CodeOf(Exception error) => error is MilvusException { Code: > 0 } refused ? refused.Code.ToString(CultureInfo.InvariantCulture) : null;
}
