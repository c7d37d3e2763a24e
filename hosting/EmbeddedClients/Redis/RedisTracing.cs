using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace Lab.Hosting.EmbeddedClients;

/// <summary>
/// Turns what the client's profiler saw into activities. The profiler keeps commands per session, so there is one session
/// per parent activity, emptied every second; arguments are never recorded.
/// </summary>
internal sealed class RedisTracing(TimeProvider time) : BackgroundService
{
    /// <summary>The name under which Redis activities are known to OpenTelemetry.</summary>
    public const string SourceName = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ActivitySource _source = new(SourceName);
    private readonly ProfilingSession _withoutParent = new();
    private readonly ConcurrentDictionary<ActivitySpanId, (Activity Parent, ProfilingSession Session)> _sessions = new();

    /// <summary>Traces the commands of a connection.</summary>
    public void Attach(IConnectionMultiplexer connection) => connection.RegisterProfiler(CurrentSession);

    /// <summary>Emits what was recorded since the last call.</summary>
    public void Flush()
    {
        foreach (var (key, (parent, session)) in _sessions)
        {
            var ended = parent.IsStopped;
            Emit(parent.Context, session);
            if (ended)
            {
                _sessions.TryRemove(key, out _);
            }
        }

        Emit(default, _withoutParent);
    }

    public override void Dispose()
    {
        _source.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Flush();
            }
        }
        catch (OperationCanceledException)
        {
            Flush();
        }
    }

    private ProfilingSession? CurrentSession()
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        return Activity.Current is { } parent
            ? _sessions.GetOrAdd(parent.SpanId, static (_, parent) => (parent, new ProfilingSession()), parent).Session
            : _withoutParent;
    }

    private void Emit(ActivityContext parent, ProfilingSession session)
    {
        foreach (var command in session.FinishProfiling())
        {
            var start = new DateTimeOffset(command.CommandCreated, TimeSpan.Zero);
            using var activity = _source.StartActivity(command.Command, ActivityKind.Client, parent, Tags(command), links: null, start);
            activity?.SetEndTime(start.UtcDateTime + command.ElapsedTime);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Tags(IProfiledCommand command)
    {
        yield return new("db.system", "redis");
        yield return new("db.statement", command.Command);
        yield return new("db.redis.database_index", command.Db.ToString(CultureInfo.InvariantCulture));
        switch (command.EndPoint)
        {
            case DnsEndPoint dns:
                yield return new("server.address", dns.Host);
                yield return new("server.port", dns.Port);
                break;
            case IPEndPoint ip:
                yield return new("server.address", ip.Address.ToString());
                yield return new("server.port", ip.Port);
                break;
        }
    }
}
