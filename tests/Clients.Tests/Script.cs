using System.Net;

namespace Lab.Clients.Tests;

/// <summary>A server that answers as it is told, one answer for each request; null breaks the connection.</summary>
internal sealed class Script(params (HttpStatusCode Status, string Body)?[] answers) : HttpMessageHandler
{
    private int requests;

    public int Requests => requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        }

        var (status, body) = answers[Math.Min(Interlocked.Increment(ref requests), answers.Length) - 1]
            ?? throw new HttpRequestException(HttpRequestError.ConnectionError, "broken");
        return new HttpResponseMessage(status) { Content = new StringContent(body) { Headers = { ContentType = new("application/json") } } };
    }
}
