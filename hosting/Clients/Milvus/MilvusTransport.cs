using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Lab.Milvus.Protocol;
using Polly;
using Polly.Retry;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>Makes calls: signed in, with a limit of time for each attempt, repeats of what may be repeated, and errors as exceptions.</summary>
internal sealed class MilvusTransport : IDisposable
{
    private const int LargestAnswer = 128 << 20;

    private readonly GrpcChannel channel;
    private readonly MilvusService.MilvusServiceClient service;
    private readonly MilvusTelemetry telemetry;
    private readonly MilvusAddress address;
    private readonly Metadata headers = [];
    private readonly TimeSpan attempt;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline patience;

    public MilvusTransport(HttpMessageHandler handler, MilvusAddress address, MilvusSettings settings, MilvusTelemetry telemetry, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(settings.AttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.MaxRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.MaxRetries, 10);
        this.address = address;
        this.telemetry = telemetry;
        this.time = time;
        attempt = settings.AttemptTimeout;
        channel = GrpcChannel.ForAddress(address.Endpoint, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = LargestAnswer, MaxSendMessageSize = null });
        service = new MilvusService.MilvusServiceClient(channel);
        if (address.Token is not null)
        {
            headers.Add("authorization", Convert.ToBase64String(Encoding.UTF8.GetBytes(address.Token)));
        }

        if (address.Database is not null)
        {
            headers.Add("dbname", address.Database);
        }

        patience = settings.MaxRetries == 0 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = settings.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<MilvusUnavailableException>(),
            })
            .Build();
    }

    /// <summary>Makes a call.</summary>
    /// <param name="collection">The collection it is about, if it is about one.</param>
    /// <param name="request">The request.</param>
    /// <param name="call">The call's method of the generated client.</param>
    /// <param name="canRepeat">Whether making it twice does what making it once does.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MilvusException">The server refused, or did not answer.</exception>
    public Task<TResponse> CallAsync<TRequest, TResponse>(
        string? collection,
        TRequest request,
        Func<MilvusService.MilvusServiceClient, TRequest, CallOptions, AsyncUnaryCall<TResponse>> call,
        bool canRepeat,
        CancellationToken cancellationToken)
        where TRequest : IMessage
        where TResponse : IMessage
    {
        var operation = request.Descriptor.Name.Replace("Request", "", StringComparison.Ordinal);
        return telemetry.ObserveAsync(operation, collection, address, () => (canRepeat ? patience : ResiliencePipeline.Empty)
            .ExecuteAsync(token => new ValueTask<TResponse>(AttemptAsync(operation, request, call, token)), cancellationToken).AsTask());
    }

    public void Dispose() => channel.Dispose();

    private async Task<TResponse> AttemptAsync<TRequest, TResponse>(
        string operation, TRequest request, Func<MilvusService.MilvusServiceClient, TRequest, CallOptions, AsyncUnaryCall<TResponse>> call, CancellationToken cancellationToken)
        where TResponse : IMessage
    {
        try
        {
            var options = new CallOptions(headers, time.GetUtcNow().UtcDateTime + attempt, cancellationToken);
            using var running = call(service, request, options);
            var response = await running.ResponseAsync.ConfigureAwait(false);
            return Refusal(operation, StatusOf(response)) is { } refusal ? throw refusal : response;
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (RpcException error)
        {
            throw error.StatusCode switch
            {
                StatusCode.DeadlineExceeded => new MilvusUnavailableException($"Milvus at {address.Endpoint} did not answer '{operation}' in time.", inner: error),
                StatusCode.Unavailable => new MilvusUnavailableException($"Milvus at {address.Endpoint} was not reached: {error.Status.Detail}", inner: error),
                // A server that is not trusted is given as an internal error, with what came before any answer.
                StatusCode.Internal when error.Status.DebugException is HttpRequestException => new MilvusUnavailableException($"Milvus at {address.Endpoint} was not reached: {error.Status.Detail}", inner: error),
                StatusCode.Unauthenticated or StatusCode.PermissionDenied => new MilvusAccessException($"Milvus refused '{operation}': {error.Status.Detail}", inner: error),
                StatusCode.Unimplemented => new MilvusUnsupportedException($"Milvus does not know '{operation}': {error.Status.Detail}", inner: error),
                _ => new MilvusException($"Milvus refused '{operation}': {error.StatusCode}, {error.Status.Detail}", inner: error),
            };
        }
    }

    private static Status? StatusOf(IMessage response) =>
        response as Status ?? response.Descriptor.FindFieldByName("status").Accessor.GetValue(response) as Status;

    // Codes as of Milvus 2.3; servers before it fill the older ones only.
    private static MilvusException? Refusal(string operation, Status? status)
    {
        if (status is null or { Code: 0, ErrorCode: ErrorCode.Success })
        {
            return null;
        }

        var message = $"Milvus refused '{operation}': {status.Reason}";
        return (status.Code, status.ErrorCode) switch
        {
            (100 or 200 or 700 or 800 or 1600, _) or (_, ErrorCode.CollectionNotExists or ErrorCode.IndexNotExist) => new MilvusNotFoundException(message, status.Code),
            (101, _) => new MilvusNotLoadedException(message, status.Code),
            (1100, _) or (_, ErrorCode.IllegalArgument) => new MilvusInvalidRequestException(message, status.Code),
            (1400 or 1401, _) => new MilvusAccessException(message, status.Code),
            _ => new MilvusException(message, status.Code),
        };
    }
}
