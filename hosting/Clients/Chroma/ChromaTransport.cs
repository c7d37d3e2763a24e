using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>Sends requests and reads answers: with a limit of time for each attempt, repeats of what may be repeated, and errors as exceptions.</summary>
internal sealed class ChromaTransport : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly HttpClient http;
    private readonly ChromaTelemetry telemetry;
    private readonly ResiliencePipeline patience;
    private readonly ResiliencePipeline once;

    public ChromaTransport(HttpMessageHandler handler, Uri endpoint, ChromaSettings settings, ChromaTelemetry telemetry, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(settings.AttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.MaxRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.MaxRetries, 10);
        Endpoint = endpoint;
        this.telemetry = telemetry;
        http = new HttpClient(handler) { BaseAddress = new Uri(endpoint, "api/v2/"), Timeout = Timeout.InfiniteTimeSpan };
        once = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(settings.AttemptTimeout).Build();
        patience = settings.MaxRetries == 0 ? once : new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = settings.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<ChromaUnavailableException>(),
            })
            .Build();
    }

    /// <summary>The server's address.</summary>
    public Uri Endpoint { get; }

    /// <summary>Sends a request whose answer does not matter.</summary>
    /// <inheritdoc cref="SendAsync{T}"/>
    public Task SendAsync(ChromaOperation operation, CancellationToken cancellationToken) => SendAsync<JsonElement>(operation, cancellationToken);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="ChromaException">The server refused, or did not answer.</exception>
    public Task<T> SendAsync<T>(ChromaOperation operation, CancellationToken cancellationToken) =>
        telemetry.ObserveAsync(operation, Endpoint, () => (operation.CanRepeat ? patience : ResiliencePipeline.Empty)
            .ExecuteAsync(token => new ValueTask<T>(AttemptAsync<T>(operation, token)), cancellationToken).AsTask());

    public void Dispose() => http.Dispose();

    private async Task<T> AttemptAsync<T>(ChromaOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return await once.ExecuteAsync(async token =>
            {
                using var request = new HttpRequestMessage(operation.Method, operation.Path);
                request.Content = operation.Body is null ? null : JsonContent.Create(operation.Body, operation.Body.GetType(), mediaType: null, Json);
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    throw Refusal(operation, response.StatusCode, await response.Content.ReadAsStringAsync(token).ConfigureAwait(false));
                }

                return await response.Content.ReadFromJsonAsync<T>(Json, token).ConfigureAwait(false)
                    ?? throw new ChromaException($"ChromaDB answered '{operation.Name}' with nothing.", response.StatusCode);
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException error)
        {
            throw new ChromaUnavailableException($"ChromaDB at {Endpoint} did not answer '{operation.Name}' in time.", status: null, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new ChromaUnavailableException($"ChromaDB at {Endpoint} was not reached: {error.Message}", status: null, error);
        }
        catch (JsonException error)
        {
            throw new ChromaException($"The answer to '{operation.Name}' is not what ChromaDB's API says: {error.Message}", inner: error);
        }
    }

    private static ChromaException Refusal(ChromaOperation operation, HttpStatusCode status, string body)
    {
        var (error, said) = Read(body);
        var message = $"ChromaDB refused '{operation.Name}': {said ?? $"HTTP status {(int)status}"}";
        return status switch
        {
            HttpStatusCode.NotFound => new ChromaNotFoundException(message, status, error),
            HttpStatusCode.Conflict => new ChromaConflictException(message, status, error),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => new ChromaInvalidRequestException(message, status, error),
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new ChromaUnavailableException(message, status, inner: null),
            _ => new ChromaException(message, status, error),
        };
    }

    private static (string? Error, string? Message) Read(string body)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<ChromaRefusal>(body, Json);
            return (answer?.Error, answer?.Message);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
