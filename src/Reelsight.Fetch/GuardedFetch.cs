using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Reelsight.Fetch.Telemetry;

namespace Reelsight.Fetch;

/// <summary>
/// The HTTP client for URLs that users send. It reaches public addresses only (unless the options allow others), follows few redirects and
/// checks each, and limits bytes and time. It keeps no cookies, sends no credentials and does not decompress the body.
/// Proxy variables of the environment are ignored, because a proxy would resolve and reach addresses that were not checked.
/// </summary>
public sealed class GuardedFetch : IDisposable
{
    private readonly FetchOptions _options;
    private readonly GuardedConnection _connection;
    private readonly HttpMessageInvoker _client;

    /// <summary>Makes a client. It is thread-safe.</summary>
    public GuardedFetch(FetchOptions options)
    {
        _options = options;
        _connection = new GuardedConnection(options);
        _client = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                // No header of our traces goes to strangers.
                ActivityHeadersPropagator = null,
                ConnectTimeout = options.ConnectTimeout,
                ConnectCallback = _connection.ConnectAsync,
                // Servers put raw UTF-8 into file names and redirect targets.
                ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            }
        );
    }

    /// <summary>
    /// Checks an address that is to be used later, so that who sets it is told at once. The same is checked again whenever it is used,
    /// since
    /// names may lead elsewhere by then; a name that leads nowhere at present passes here.
    /// </summary>
    /// <param name="url">An absolute URL.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="FetchException">It may not be reached.</exception>
    public async Task CheckAsync(Uri url, CancellationToken ct)
    {
        CheckUrl(url);
        using var late = new CancellationTokenSource(_options.ConnectTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            await _connection.ResolveCheckedAsync(url.IdnHost.Trim('[', ']'), either.Token);
        }
        catch (FetchException e) when (e.InnerException is SocketException)
        {
            // Nobody has that name yet, or cannot be asked.
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The same.
        }
    }

    /// <summary>Opens a remote file for reading.</summary>
    /// <param name="url">An absolute http or https URL.</param>
    /// <param name="ct">Cancels the opening; reading the body takes its own tokens.</param>
    /// <exception cref="FetchException">The file cannot be fetched; reading the body throws the same.</exception>
    public async Task<FetchedFile> OpenAsync(Uri url, CancellationToken ct)
    {
        CheckUrl(url);
        for (var redirects = 0; ; redirects++)
        {
            var response = await GetAsync(url, ct);
            try
            {
                if (!FetchResponses.IsRedirect(response.StatusCode))
                {
                    FetchResponses.CheckIsFile(response, url);
                    return Open(response, url);
                }
                if (redirects == _options.MaxRedirects)
                {
                    throw new FetchException(
                        $"The link redirects more than {_options.MaxRedirects} times: use the direct link to the file.",
                        isTransient: false
                    );
                }
                url = GetRedirectTarget(url, response);
            }
            catch
            {
                response.Dispose();
                throw;
            }
            response.Dispose();
        }
    }

    /// <summary>Posts a JSON body and returns the status of the response; its body is not read. Redirects are not followed.</summary>
    /// <param name="url">An absolute http or https URL.</param>
    /// <param name="json">The body, byte for byte.</param>
    /// <param name="headers">Headers besides the usual ones.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>The HTTP status.</returns>
    /// <exception cref="FetchException">No response came, or the address may not be reached.</exception>
    public async Task<int> PostJsonAsync(Uri url, byte[] json, IReadOnlyList<(string Name, string Value)> headers, CancellationToken ct)
    {
        await using var answer = await RequestAsync(url, json, headers, ct);
        return answer.Status;
    }

    /// <summary>
    /// Sends a request with or without a JSON body, and opens the response whatever its status is. Redirects are not followed, because the
    /// body is meant for this server alone.
    /// </summary>
    /// <param name="url">An absolute http or https URL.</param>
    /// <param name="json">The body of a POST, byte for byte; null makes it a GET.</param>
    /// <param name="headers">Headers besides the usual ones.</param>
    /// <param name="ct">Cancels the opening; reading the body takes its own tokens.</param>
    /// <exception cref="FetchException">No response came, or the address may not be reached; reading the body throws the same.</exception>
    public async Task<FetchedResponse> RequestAsync(
        Uri url,
        byte[]? json,
        IReadOnlyList<(string Name, string Value)> headers,
        CancellationToken ct
    )
    {
        CheckUrl(url);
        using var request = new HttpRequestMessage(json is null ? HttpMethod.Get : HttpMethod.Post, url);
        if (json is not null)
        {
            request.Content = new ByteArrayContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await SendAsync(request, ct);
        return new FetchedResponse(
            new GuardedBodyStream(response, url.Host, _options, isFile: false),
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            GetRetryAfter(response)
        );
    }

    /// <summary>
    /// Opens a large remote file, or what follows a part of it, whatever the status is. Redirects are told and not followed: the headers,
    /// which may hold credentials, are meant for this server alone.
    /// </summary>
    /// <param name="url">An absolute http or https URL.</param>
    /// <param name="from">First byte that is wanted; 0 for the whole file.</param>
    /// <param name="entityTag">
    /// Entity tag of the file whose first bytes are there already: when the file has changed, the server sends all of it. Null to take the
    /// rest of whatever is there.
    /// </param>
    /// <param name="headers">Headers besides the usual ones.</param>
    /// <param name="ct">Cancels the opening; reading the body takes its own tokens.</param>
    /// <exception cref="FetchException">No response came, or the address may not be reached; reading the body throws the same.</exception>
    public async Task<FetchedPart> OpenPartAsync(
        Uri url,
        long from,
        string? entityTag,
        IReadOnlyList<(string Name, string Value)> headers,
        CancellationToken ct
    )
    {
        CheckUrl(url);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            if (entityTag is not null)
            {
                request.Headers.IfRange = new RangeConditionHeaderValue(entityTag);
            }
        }

        var response = await SendAsync(request, ct);
        var (body, range) = (response.Content.Headers, response.Content.Headers.ContentRange);
        return new FetchedPart(
            new GuardedBodyStream(response, url.Host, _options, isFile: true),
            (int)response.StatusCode,
            response.StatusCode == HttpStatusCode.PartialContent ? range?.From : 0,
            body.ContentLength,
            response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null,
            FetchResponses.IsRedirect(response.StatusCode) && response.Headers.Location is { } location ? new Uri(url, location) : null,
            GetRetryAfter(response)
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private TimeSpan? GetRetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - _options.Time.GetUtcNow() : null;

    private async Task<HttpResponseMessage> GetAsync(Uri url, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await SendAsync(request, ct);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var url = request.RequestUri!;
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Reelsight", null));
        request.Headers.AcceptEncoding.ParseAdd("identity");
        using var late = new CancellationTokenSource(_options.HeaderTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await FetchTelemetry.SendAsync(request, sent => _client.SendAsync(sent, either.Token));
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new FetchException($"{url.Host} did not answer in time: try again later.", isTransient: true, e);
        }
        catch (HttpRequestException e) when (e.InnerException is FetchException refusal)
        {
            throw new FetchException(refusal.Message, refusal.IsTransient, e);
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException)
        {
            throw new FetchException(
                $"No secure connection to {url.Host} could be made: its certificate is not valid for this server.",
                isTransient: false,
                e
            );
        }
        catch (HttpRequestException e)
        {
            var cause = e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                ? "refuses connections"
                : "cannot be reached";
            throw new FetchException($"{url.Host} {cause}: check the link or try again later.", isTransient: true, e);
        }
    }

    private FetchedFile Open(HttpResponseMessage response, Uri url)
    {
        var length = response.Content.Headers.ContentLength;
        if (length > _options.MaxBytes)
        {
            throw TooLarge(_options.MaxBytes);
        }
        return new FetchedFile(
            new GuardedBodyStream(response, url.Host, _options, isFile: true),
            length,
            FetchedFileName.From(response.Content.Headers, url),
            response.Content.Headers.ContentType?.MediaType
        );
    }

    private Uri GetRedirectTarget(Uri url, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location)
        {
            throw new FetchException($"{url.Host} redirects without saying where to.", isTransient: false);
        }
        var next = new Uri(url, location);
        CheckUrl(next);
        if (url.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp)
        {
            throw new FetchException(
                "The link redirects from a secure to an insecure address: use the direct link to the file.",
                isTransient: false
            );
        }
        return next;
    }

    private void CheckUrl(Uri url)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new FetchException("Only http and https links can be fetched.", isTransient: false);
        }
        if (_options.TrustedOrigin is null && BlockedPorts.Contains(url.Port))
        {
            throw new FetchException(
                $"The port {url.Port} belongs to another service than a web server: check the link.",
                isTransient: false
            );
        }
        if (_options.TrustedOrigin is { } trusted && (url.Scheme, url.Host, url.Port) != (trusted.Scheme, trusted.Host, trusted.Port))
        {
            throw new FetchException($"{url.Host} is not the server that was set up.", isTransient: false);
        }
    }

    internal static FetchException TooLarge(long maxBytes) =>
        new($"The file is larger than {maxBytes} bytes, the most this server takes.", isTransient: false);
}
