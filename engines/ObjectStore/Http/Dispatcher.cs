using Lab.Engines.ObjectStore.Operations;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>Takes each request from its signature to its answer.</summary>
internal sealed class Dispatcher(Authenticator authenticator, OperationCatalog operations, EngineLog log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var id = Guid.NewGuid().ToString("n")[..16].ToUpperInvariant();
        context.Response.Headers["x-amz-request-id"] = id;
        context.Response.Headers.Server = ObjectStoreEngine.Version;
        S3Request? request = null;
        try
        {
            request = S3Request.Read(context);
            var signature = authenticator.Authenticate(context);
            PayloadReader.Attach(request, signature);
            await operations.Find(request).RunAsync(request);
        }
        catch (S3Exception error)
        {
            await AnswerAsync(context, error, id);
        }
        catch (Exception error) when (error is BadHttpRequestException or UriFormatException)
        {
            await AnswerAsync(context, new S3Exception(400, "BadRequest", "The request is malformed."), id);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
        {
            log.Write($"{context.Request.Method} {context.Request.Path}: {error.Message}");
            await AnswerAsync(context, IsFull(error) ? new S3Exception(507, "InsufficientStorage", "The disk is full.") : new S3Exception(500, "InternalError", "We encountered an internal error. Please try again."), id);
        }
        finally
        {
            if (request?.Body is ReadOnlyStream body)
            {
                await body.DisposeAsync();
            }
        }
    }

    private static async Task AnswerAsync(HttpContext context, S3Exception error, string id)
    {
        if (context.Response.HasStarted)
        {
            // Too late for an answer: the client must not take a part for the whole.
            context.Abort();
            return;
        }

        context.Response.ContentLength = null;
        foreach (var name in new[] { "ETag", "Last-Modified", "Content-Type", "Content-Range" })
        {
            context.Response.Headers.Remove(name);
        }

        foreach (var (name, value) in error.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            // Whoever still sends a body is not waited for.
            context.Response.Headers.Connection = "close";
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = error.Status;
            return;
        }

        var document = new System.Xml.Linq.XElement(
            "Error",
            new System.Xml.Linq.XElement("Code", error.Code),
            new System.Xml.Linq.XElement("Message", error.Message),
            new System.Xml.Linq.XElement("Resource", context.Request.Path.Value),
            new System.Xml.Linq.XElement("RequestId", id));
        await Xml.WriteAsync(context.Response, document, error.Status);
    }

    private static bool IsFull(Exception error) => error is SqliteException { SqliteErrorCode: 13 } || (error is IOException && (error.HResult & 0xFFFF) is 28 or 112);
}
