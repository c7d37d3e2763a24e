using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Sends requests and reads answers: with a limit of time for each attempt, repeats of what may be repeated, and errors as exceptions.</summary>
internal sealed class Neo4jTransport : IDisposable
{
    private const string Typed = "application/vnd.neo4j.query";

    // Typed JSON is two levels deep for each level of a value.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 512 };

    private readonly HttpClient http;
    private readonly Neo4jTelemetry telemetry;
    private readonly ResiliencePipeline patience;
    private readonly ResiliencePipeline once;

    public Neo4jTransport(HttpMessageHandler handler, Neo4jAddress address, Neo4jSettings settings, Neo4jTelemetry telemetry, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(settings.AttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.MaxRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.MaxRetries, 10);
        Endpoint = address.Endpoint;
        this.telemetry = telemetry;
        http = new HttpClient(handler) { BaseAddress = address.Endpoint, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = address.Username is null
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{address.Username}:{address.Password}")));
        once = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(settings.AttemptTimeout).Build();
        patience = Repeating(settings, time, new PredicateBuilder().Handle<Neo4jUnavailableException>().Handle<Neo4jTransientException>());
        WholeTransactions = Repeating(settings, time, new PredicateBuilder().Handle<Neo4jTransientException>());
    }

    /// <summary>The server's address.</summary>
    public Uri Endpoint { get; }

    /// <summary>Repeats a whole transaction that the server has undone.</summary>
    public ResiliencePipeline WholeTransactions { get; }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="Neo4jException">The server refused, or did not answer.</exception>
    public Task<T> SendAsync<T>(Neo4jOperation operation, CancellationToken cancellationToken)
        where T : class =>
        telemetry.ObserveAsync(operation, Endpoint, () => (operation.CanRepeat ? patience : ResiliencePipeline.Empty)
            .ExecuteAsync(token => new ValueTask<T>(AttemptAsync<T>(operation, token)), cancellationToken).AsTask());

    public void Dispose() => http.Dispose();

    private static ResiliencePipeline Repeating(Neo4jSettings settings, TimeProvider time, PredicateBuilder<object> what) =>
        settings.MaxRetries == 0 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = settings.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                UseJitter = true,
                ShouldHandle = what,
            })
            .Build();

    private async Task<T> AttemptAsync<T>(Neo4jOperation operation, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await once.ExecuteAsync(async token => await ExchangeAsync<T>(operation, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException error)
        {
            throw new Neo4jUnavailableException($"Neo4j at {Endpoint} did not answer '{operation.Name}' in time.", status: null, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new Neo4jUnavailableException($"Neo4j at {Endpoint} was not reached: {error.Message}", status: null, error);
        }
        catch (JsonException error)
        {
            throw new Neo4jException($"The answer to '{operation.Name}' is not what Neo4j's API says: {error.Message}", inner: error);
        }
    }

    private async Task<T> ExchangeAsync<T>(Neo4jOperation operation, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(operation.Method, operation.Path);
        request.Headers.Accept.Add(new(operation.Method == HttpMethod.Get ? "application/json" : Typed));
        if (operation.Method == HttpMethod.Post)
        {
            // Neo4j fails at a request without a media type, even where it has no body.
            request.Content = new ByteArrayContent(operation.Body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(operation.Body, Json));
            request.Content.Headers.ContentType = new(Typed);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw Neo4jRefusal.Of(operation, response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false), Json);
        }

        if (operation.Method == HttpMethod.Delete)
        {
            // A server may answer with no body at all.
            await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            return (T)(object)new AnswerPayload(null, null, null, null, null, null);
        }

        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var answer = await JsonSerializer.DeserializeAsync<T>(body, Json, cancellationToken).ConfigureAwait(false)
            ?? throw new Neo4jException($"Neo4j answered '{operation.Name}' with nothing.", response.StatusCode);

        // A statement that fails after its first rows: the status was sent before.
        return answer is AnswerPayload { Errors: { Count: > 0 } errors } ? throw Neo4jRefusal.Of(operation, response.StatusCode, errors) : answer;
    }
}
