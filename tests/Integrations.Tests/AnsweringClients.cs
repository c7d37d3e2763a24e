namespace Lab.Integrations.Tests;

/// <summary>HTTP clients whose requests are answered here.</summary>
internal sealed class AnsweringClients(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler, IHttpClientFactory
{
    public HttpRequestMessage? Request { get; private set; }

    public string Body { get; private set; } = "";

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request = request;
        Body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return answer(request);
    }
}
