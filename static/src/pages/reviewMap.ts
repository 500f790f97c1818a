/** The page of a review at the editors' desk. */
import { mountReviewMap } from "../widgets/reviewMap"

document.querySelectorAll<HTMLElement>("[data-widget=review-map]").forEach(mountReviewMap)
