using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

/// <summary>Makes errors the answers that Milvus gives: the call succeeds, and its status says why it did not.</summary>
internal sealed class StatusInterceptor(EngineLog log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context).ConfigureAwait(false);
        }
        catch (CallException error)
        {
            return Answer<TResponse>(error.ToStatus());
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.Cancelled, "the call was given up"));
        }
        catch (Exception error) when (error is not RpcException)
        {
            log.Write($"error: {context.Method} fails: {error}".ReplaceLineEndings(" "));
            return Answer<TResponse>(CallException.Unexpected($"internal error: {error.GetType().Name}").ToStatus());
        }
    }

    private static TResponse Answer<TResponse>(Status status)
    {
        if (status is TResponse alone)
        {
            return alone;
        }

        var answer = Activator.CreateInstance<TResponse>();
        var message = (IMessage)answer!;
        message.Descriptor.FindFieldByName("status").Accessor.SetValue(message, status);
        return answer;
    }
}
